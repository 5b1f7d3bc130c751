'use client'

import { useReleaseName } from '@/components/release/release-name'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { ErrorState, LoadedBefore } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import { Skeleton } from '@/components/ui/skeleton'
import type { QuerySetSummaryDto } from '@/lib/schemas/query-sets/query-set'
import { RunBadges } from './run-line'

type SetListProps = {
  result: { data?: { items: QuerySetSummaryDto[] }; error: Error | null; refetch: () => unknown }
  shownId: string | null
  /** That they are shown as of; null for production. */
  release: string | null
  onOpen: (id: string) => void
}

/** The query sets as a release sees them, each with what came of its latest run there. */
export function SetList({ result, shownId, release, onOpen }: SetListProps) {
  const nameRelease = useReleaseName()
  if (result.error && !result.data) {
    return (
      <ErrorState
        title="The query sets could not be loaded"
        description={result.error.message}
        onRetry={() => void result.refetch()}
      />
    )
  }
  if (!result.data) {
    return (
      <div className="space-y-2 p-3" role="status" aria-label="Loading the query sets">
        <Skeleton className="h-12 w-full" />
        <Skeleton className="h-12 w-full" />
      </div>
    )
  }
  return (
    <>
      <LoadedBefore error={result.error} className="px-3 py-2" />
      {release && <p className="truncate border-b px-3 py-2 text-fg-muted text-xs">On {nameRelease(release) ?? '…'}</p>}
      <ul aria-label="Query sets" className="min-h-0 flex-1 overflow-y-auto py-1">
        {result.data.items.map(({ id, name, isRequired, queries, checks, revision, lastRun }) => (
          <li key={id}>
            <button
              type="button"
              data-id={id}
              aria-current={id === shownId}
              onClick={() => onOpen(id)}
              className={cn(
                'flex w-full flex-col items-start gap-1 px-3 py-2 text-left text-sm hover:bg-muted focus-visible:-outline-offset-2',
                id === shownId && 'bg-muted',
              )}
            >
              <span className="w-full truncate font-medium">{name}</span>
              <span className="flex flex-wrap items-center gap-1.5 text-fg-faint text-xs">
                {isRequired && <Badge tone="accent">required</Badge>}
                {formatCount(queries, 'query', 'queries')} · {formatCount(checks, 'check')}
                {!lastRun && ' · never run'}
                {lastRun &&
                  (lastRun.setRevision === revision ? <RunBadges run={lastRun} /> : ' · changed since its run')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
