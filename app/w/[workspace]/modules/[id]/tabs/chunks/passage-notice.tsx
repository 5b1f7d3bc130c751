import { Notice } from '@/components/ui/error-state'
import { nameChunk } from '../../editor-words'
import type { FoundPassage, NamedChunk } from './named-passage'

type PassageNoticeProps = { named: NamedChunk; found: FoundPassage }

/** What a link named that is no chunk of the text as it is now: the passage itself, and where most of it stands. */
export function PassageNotice({ named: { version, ordinal }, found: { kind, index, text } }: PassageNoticeProps) {
  if (kind === 'exact') return null
  const now = index === null ? '' : ` ${nameChunk(index)} has ${kind === 'moved' ? 'it' : 'most of it'} now.`
  const title = {
    cut: `The text was cut anew since this link was made.${now}`,
    moved: `The link is to version ${version}.${now}`,
    gone: `The link is to a passage of version ${version} that this text does not have.`,
    uncertain: `The link names ${nameChunk(ordinal).toLowerCase()} of version ${version} by its number only, which may have been another passage then.`,
  }[kind]
  return (
    <Notice tone="info" title={title}>
      {text !== '' && (
        <pre className="mt-1 max-h-60 overflow-y-auto whitespace-pre-wrap break-words font-mono text-xs leading-5">
          {text}
        </pre>
      )}
    </Notice>
  )
}
