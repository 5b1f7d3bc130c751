import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { CurationTextsDto } from '@/lib/schemas/changes/change-curation'
import { type ChunkChange, diffCuration } from './curation-changes'

type CurationSectionProps = {
  texts: CurationTextsDto
  /** The curation that the edit started from. */
  baseVersion: number
  isConflict: boolean
}

/** How an edit curates the chunks of its module, and what became of their curation meanwhile. */
export function CurationSection({ texts, baseVersion, isConflict }: CurationSectionProps) {
  const { base, production, productionVersion, proposed } = texts
  return (
    <div className="space-y-3">
      <Changes title={`Proposed curation${against(baseVersion)}`} from={base} to={proposed} />
      {isConflict && (
        <>
          <Changes
            title={`Version ${productionVersion} of the curation, in force now${against(baseVersion)}`}
            from={base}
            to={production}
          />
          <Changes title={`Proposed curation${against(productionVersion)}`} from={production} to={proposed} />
        </>
      )}
    </div>
  )
}

/** Version 0 says nothing of any chunk. */
const against = (version: number) => (version === 0 ? '' : `, against version ${version}`)

type ChangesProps = { title: string; from: CurationTextsDto['base']; to: CurationTextsDto['base'] }

function Changes({ title, from, to }: ChangesProps) {
  const changes = diffCuration(from, to)
  return (
    <section aria-label={title} className="rounded-md border">
      <h3 className="border-b bg-surface px-3 py-1.5 font-medium text-sm">{title}</h3>
      {changes.length === 0 ? (
        <p className="px-3 py-2 text-fg-muted text-xs">The curation is the same.</p>
      ) : (
        <ul className="divide-y">
          {changes.map((change) => (
            <ChunkRow key={JSON.stringify([change.headingPath, change.text])} change={change} />
          ))}
        </ul>
      )}
    </section>
  )
}

function ChunkRow({ change: { headingPath, text, retrieval, keywords, questions } }: { change: ChunkChange }) {
  return (
    <li className="space-y-1.5 px-3 py-2 text-xs">
      <p className="truncate font-medium">{headingPath.join(' › ') || 'Before the first heading'}</p>
      <p className="line-clamp-2 font-mono text-fg-muted [overflow-wrap:anywhere]">{text}</p>
      <div className="flex flex-wrap gap-1.5">
        {retrieval === 'out' && <Badge tone="warning">kept from retrieval</Badge>}
        {retrieval === 'back' && <Badge tone="success">back in retrieval</Badge>}
        <Words kind="keyword" words={keywords.added} tone="success" sign="+" />
        <Words kind="keyword" words={keywords.removed} tone="danger" sign="−" />
      </div>
      {questions.added.length + questions.removed.length > 0 && (
        <ul className="space-y-0.5">
          {questions.removed.map((question) => (
            <li key={question}>
              <del className="text-fg-faint">{question}</del>
            </li>
          ))}
          {questions.added.map((question) => (
            <li key={question}>
              <ins className="text-success no-underline">+ {question}</ins>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

type WordsProps = { kind: string; words: string[]; tone: BadgeTone; sign: '+' | '−' }

function Words({ kind, words, tone, sign }: WordsProps) {
  return words.map((word) => (
    <Badge
      key={word}
      tone={tone}
      className="max-w-full"
      aria-label={`${kind} ${sign === '+' ? 'added' : 'removed'}: ${word}`}
    >
      <span className="truncate">
        {sign} {word}
      </span>
    </Badge>
  ))
}
