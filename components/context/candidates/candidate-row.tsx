'use client'

import { nameChunk, nameVersion } from '@/components/context/name-version'
import { type SourceRange, sourceHref } from '@/components/context/source-href'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { CandidateTrace } from '@/lib/engine'
import { FoundBy, Signals } from './candidate-facts'
import { FateRow } from './fate-row'
import { ModuleActions } from './module-actions'

type CandidateRowProps = {
  candidate: CandidateTrace
  /** Where its chunk stands in the module, if it does not say it itself. */
  range?: SourceRange | undefined
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
}

export function CandidateRow({ candidate, range, isOpen, onToggle }: CandidateRowProps) {
  const { title, fate, moduleId, chunkId } = candidate
  const at = candidate.sourceRange ?? range
  const actions = { moduleId, title, href: sourceHref(moduleId, chunkId, at) }
  return (
    <FateRow
      title={title}
      told={candidate}
      fateWords={fate === 'included' ? <span className="sr-only">kept: </span> : 'dropped: '}
      isOpen={isOpen}
      onToggle={onToggle}
      actions={<ModuleActions {...actions} onWhy={() => onToggle(true)} />}
      className="space-y-3"
    >
      <ModuleActions {...actions} isLabelled className="-ml-2 flex-wrap" />
      <CandidateDetail candidate={candidate} range={at} />
    </FateRow>
  )
}

function CandidateDetail({ candidate, range }: Pick<CandidateRowProps, 'candidate' | 'range'>) {
  const { moduleId, version, chunkId, fate, resolution } = candidate
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] content-start gap-x-3 gap-y-1">
        <dt className="text-fg-faint">Source</dt>
        <dd>
          <WorkspaceLink className="font-mono text-accent hover:underline" href={sourceHref(moduleId, chunkId, range)}>
            {nameVersion(moduleId, version)}
          </WorkspaceLink>
        </dd>
        <dt className="text-fg-faint">Part</dt>
        <dd>{partWords(candidate)}</dd>
        {resolution && (
          <>
            <dt className="text-fg-faint">{fate === 'included' ? 'Sent as' : 'Offered as'}</dt>
            <dd>{resolution}</dd>
          </>
        )}
      </dl>
      <FoundBy candidate={candidate} />
      <Signals candidate={candidate} />
    </>
  )
}

function partWords({ chunkId, resolution }: Pick<CandidateTrace, 'chunkId' | 'resolution'>): string {
  if (chunkId) return nameChunk(chunkId)
  return resolution === 'summary' ? 'summary' : 'whole module'
}
