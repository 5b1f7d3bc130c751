'use client'

import { ChevronRight, Circle, CircleDot } from 'lucide-react'
import { useId } from 'react'
import { cn } from '@/components/ui/cn'
import { Tokens } from '@/components/ui/tokens'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { CandidateTrace } from '@/lib/engine'
import { reasonSentence } from './reason-sentence'
import { SignalBars } from './signal-bars'
import { sourceHref } from './source-href'

type CandidateRowProps = { candidate: CandidateTrace; isOpen: boolean; onToggle: (isOpen: boolean) => void }

export function CandidateRow({ candidate, isOpen, onToggle }: CandidateRowProps) {
  const detailId = useId()
  const { title, tokens, signals, fate } = candidate
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
          {signals.final !== undefined && (
            <>
              <SignalBars signals={signals} />
              <span className="tabular w-8 text-right">{signals.final.toFixed(2)}</span>
            </>
          )}
          <Tokens value={tokens} className="w-11 text-right text-fg-muted" />
          <ChevronRight className={cn('size-3.5 text-fg-faint', isOpen && 'rotate-90')} aria-hidden />
        </span>
      </button>
      {isOpen && <CandidateDetail id={detailId} candidate={candidate} />}
    </li>
  )
}

function CandidateDetail({ id, candidate }: { id: string; candidate: CandidateTrace }) {
  const { moduleId, version, chunkId, ranks, scores, signals, fate, resolution } = candidate
  const retrievers = [...new Set([...Object.keys(ranks), ...Object.keys(scores)])]
  return (
    <div id={id} className="grid gap-3 bg-surface px-3 py-2 pl-8 text-xs sm:grid-cols-2">
      <dl className="grid grid-cols-[auto_1fr] content-start gap-x-3 gap-y-1">
        <dt className="text-fg-faint">Source</dt>
        <dd>
          <WorkspaceLink className="font-mono text-accent hover:underline" href={sourceHref(moduleId, chunkId)}>
            {moduleId}@{version}
          </WorkspaceLink>
        </dd>
        <dt className="text-fg-faint">Chunk</dt>
        <dd className="font-mono">
          {chunkId ? `#${chunkId.split('#').at(-1)}` : resolution === 'summary' ? 'summary' : 'whole module'}
        </dd>
        {resolution && (
          <>
            <dt className="text-fg-faint">{fate === 'included' ? 'Sent as' : 'Offered as'}</dt>
            <dd>{resolution}</dd>
          </>
        )}
        {retrievers.map((name) => (
          <FactRow
            key={name}
            name={name}
            value={`${ranks[name] === undefined ? '' : `rank ${ranks[name]}`} ${scores[name] === undefined ? '' : `(${scores[name].toFixed(3)})`}`}
          />
        ))}
      </dl>
      <dl className="grid grid-cols-[auto_1fr] content-start gap-x-3 gap-y-1">
        {Object.entries(signals).map(([name, value]) => (
          <FactRow key={name} name={name} value={value.toFixed(3)} />
        ))}
      </dl>
    </div>
  )
}

function FactRow({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-fg-faint">{name}</dt>
      <dd className="tabular">{value}</dd>
    </>
  )
}
