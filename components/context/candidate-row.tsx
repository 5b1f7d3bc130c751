'use client'

import { ChevronRight, Circle, CircleDot } from 'lucide-react'
import { useId } from 'react'
import { cn } from '@/components/ui/cn'
import { Tokens } from '@/components/ui/tokens'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { type CandidateTrace, decidingFigure } from '@/lib/engine'
import { FoundBy, Signals } from './candidate-facts'
import { reasonSentence } from './reason-sentence'
import { type SourceRange, sourceHref } from './source-href'

type CandidateRowProps = {
  candidate: CandidateTrace
  /** Where its chunk stands in the module, if it does not say it itself. */
  range?: SourceRange | undefined
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
}

export function CandidateRow({ candidate, range, isOpen, onToggle }: CandidateRowProps) {
  const detailId = useId()
  const { title, tokens, because, fate } = candidate
  const isKept = fate === 'included'
  const Mark = isKept ? CircleDot : Circle
  return (
    <li className="border-b">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={detailId}
        onClick={() => onToggle(!isOpen)}
        className="grid w-full grid-cols-[auto_1fr_auto] items-start gap-x-2 px-3 py-2 text-left hover:bg-muted focus-visible:-outline-offset-2"
      >
        <Mark className={cn('mt-0.5 size-3.5', isKept ? 'text-success' : 'text-fg-faint')} aria-hidden />
        <span className="min-w-0">
          <span className={cn('block truncate text-sm', !isKept && 'text-fg-muted')}>{title}</span>
          <span className="block text-fg-faint text-xs">
            {isKept ? <span className="sr-only">kept: </span> : 'dropped: '}
            {reasonSentence(candidate)}
          </span>
        </span>
        <span className="flex items-center gap-2 pt-0.5 text-xs">
          <span className="tabular whitespace-nowrap">{decidingFigure(because)}</span>
          <Tokens value={tokens} className="w-11 text-right text-fg-muted" />
          <ChevronRight className={cn('size-3.5 text-fg-faint', isOpen && 'rotate-90')} aria-hidden />
        </span>
      </button>
      {isOpen && <CandidateDetail id={detailId} candidate={candidate} range={candidate.sourceRange ?? range} />}
    </li>
  )
}

type CandidateDetailProps = Pick<CandidateRowProps, 'candidate' | 'range'> & { id: string }

function CandidateDetail({ id, candidate, range }: CandidateDetailProps) {
  const { moduleId, version, chunkId, signals, fate, resolution } = candidate
  return (
    <div id={id} className="space-y-3 bg-surface px-3 py-2 pl-8 text-xs">
      <dl className="grid grid-cols-[auto_1fr] content-start gap-x-3 gap-y-1">
        <dt className="text-fg-faint">Source</dt>
        <dd>
          <WorkspaceLink className="font-mono text-accent hover:underline" href={sourceHref(moduleId, chunkId, range)}>
            {moduleId}@{version}
          </WorkspaceLink>
        </dd>
        <dt className="text-fg-faint">Part</dt>
        <dd>
          {chunkId
            ? `chunk ${Number(chunkId.split('#').at(-1)) + 1}`
            : resolution === 'summary'
              ? 'summary'
              : 'whole module'}
        </dd>
        {resolution && (
          <>
            <dt className="text-fg-faint">{fate === 'included' ? 'Sent as' : 'Offered as'}</dt>
            <dd>{resolution}</dd>
          </>
        )}
      </dl>
      <FoundBy candidate={candidate} />
      <Signals signals={signals} />
    </div>
  )
}
