'use client'

import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import { SectionBar } from '@/components/context/steps/section-bar'
import { ClientError } from '@/components/data/api-client'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState, Notice } from '@/components/ui/error-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { SECTION_NAMES } from '@/lib/engine'
import type { ComparedContextDto, ComparisonDto } from '@/lib/schemas/contexts/comparison'
import { CandidateChanges } from './candidate-changes'
import { describeCost, describePrefix, describeSide, describeTokens, hasChanged } from './compare-words'
import { comparisonQuery } from './comparison-query'
import { DiffText } from './diff-text'
import { ItemChanges } from './item-changes'
import { SectionChanges } from './section-changes'

const VIEWS = ['items', 'text', 'sections', 'candidates'] as const
const VIEW_WORDS = { items: 'Items', text: 'Text', sections: 'Sections', candidates: 'Candidates' }

type ComparisonViewProps = {
  /** Sides as addresses have them. */
  a: string
  b: string
}

/** The difference of two composed contexts: what is sent, its text, and tokens by section. */
export function ComparisonView({ a, b }: ComparisonViewProps) {
  const { data, error, refetch } = useQuery(comparisonQuery(a, b))
  if (error && !data) {
    const isMissing = error instanceof ClientError && error.code === 'NOT_FOUND'
    return (
      <ErrorState
        title={isMissing ? 'There is nothing to compare here' : 'The contexts could not be compared'}
        description={isMissing ? `${error.message} It was deleted, or only its author may see it.` : error.message}
        requestId={error instanceof ClientError ? error.requestId : undefined}
        onRetry={() => void refetch()}
      />
    )
  }
  if (!data) {
    return (
      <div role="status" aria-label="Comparing" className="space-y-3 p-3">
        <Skeleton className="h-14 w-full" />
        <Skeleton className="h-7 w-2/3" />
        <Skeleton className="h-40 w-full" />
      </div>
    )
  }
  return <Comparison data={data} />
}

function Comparison({ data }: { data: ComparisonDto }) {
  const { a, b, inputTokens, inputUsd, cachedInputUsd, prefix, warnings, isEqual } = data
  const cost = describeCost(inputUsd, cachedInputUsd)
  return (
    <div className="min-w-0">
      <div className="space-y-2 border-b p-3">
        <Side name="Before" side={a} other={b} data={data} of="a" />
        <Side name="After" side={b} other={a} data={data} of="b" />
        <p role="status" className="text-fg-muted text-xs">
          <span className="font-medium text-fg">
            {hasChanged(data) ? describeTokens(inputTokens) : `Nothing changed: ${describeTokens(inputTokens)}`}
          </span>{' '}
          · {describePrefix(prefix)}
          {cost !== '' && ` · ${cost}`}
        </p>
        {a.query !== b.query && <Notice tone="info" title="These are two questions, not one question asked twice." />}
        {[a, b].some(({ isExact }) => !isExact) && (
          <Notice tone="warning" title="Something that was sent has been deleted since: its place says so." />
        )}
        {warnings.came.map((warning) => (
          <Notice key={warning} tone="warning" title={`New warning: ${warning}`} />
        ))}
        {warnings.gone.map((warning) => (
          <Notice key={warning} tone="info" title={`No longer: ${warning}`} />
        ))}
      </div>
      {isEqual ? (
        <EmptyState title="Nothing changed" description="The model gets the same text, byte for byte." />
      ) : (
        <Views data={data} />
      )}
    </div>
  )
}

function Views({ data }: { data: ComparisonDto }) {
  const [view, setView] = useQueryState('difference', parseAsStringLiteral(VIEWS).withDefault('items'))
  const views: Record<(typeof VIEWS)[number], ReactNode> = {
    items: <ItemChanges items={data.items} counts={data.counts} />,
    text: <DiffText lines={data.lines} moreLines={data.moreLines} />,
    sections: <SectionChanges sections={data.sections} inputTokens={data.inputTokens} />,
    candidates: <CandidateChanges candidates={data.candidates} />,
  }
  return (
    <>
      <fieldset aria-label="How to look at it" className="flex gap-1 border-b px-2 py-1.5">
        {VIEWS.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === view}
            onClick={() => void setView(name)}
            className={cn(
              'h-7 rounded-md px-2 text-fg-muted text-xs hover:text-fg',
              name === view && 'bg-muted font-medium text-fg',
            )}
          >
            {VIEW_WORDS[name]}
          </button>
        ))}
      </fieldset>
      {views[view]}
    </>
  )
}

type SideProps = {
  name: string
  side: ComparedContextDto
  other: ComparedContextDto
  data: ComparisonDto
  of: 'a' | 'b'
}

/** One of the two: when and how it was composed, and its sections to the scale of the larger one. */
function Side({ name, side, other, data, of }: SideProps) {
  const parts = SECTION_NAMES.map((origin) => ({ origin, tokens: data.sections[origin][of].used }))
  const scale = Math.max(data.inputTokens.a, data.inputTokens.b, 1)
  const told = describeSide(side, other)
  return (
    <div className="space-y-1">
      <p className="flex min-w-0 items-baseline gap-1.5 text-xs">
        <span className="w-12 shrink-0 font-medium">{name}</span>
        <span className="line-clamp-2 min-w-0 text-fg-muted [overflow-wrap:anywhere]" title={`${side.query}\n${told}`}>
          {!side.isComposedAgain && <RelativeTime date={side.createdAt} />}
          {!side.isComposedAgain && told !== '' && ' · '}
          {told}
        </span>
      </p>
      <SectionBar label={name} parts={parts} contextWindow={scale} className="h-2.5" />
    </div>
  )
}
