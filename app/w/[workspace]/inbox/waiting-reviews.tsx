'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { GitPullRequestArrow } from 'lucide-react'
import { ClientError } from '@/components/data/api-client'
import { waitingReviewsQuery } from '@/components/data/inbox-query'
import { Button } from '@/components/ui/button'
import { ErrorState, LoadedBefore } from '@/components/ui/error-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { describeNothing, REASON_WORDS } from './inbox-words'

/** Open change requests that wait for the review of who looks; what the inbox says of them stands beneath. */
export function WaitingReviews() {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    waitingReviewsQuery(),
  )
  const items = data?.pages.flatMap((page) => page.items)
  if (error && !data) {
    return (
      <ErrorState
        title="What waits for you could not be loaded"
        description={error.message}
        requestId={error instanceof ClientError ? error.requestId : undefined}
        onRetry={() => void refetch()}
      />
    )
  }
  if (!items) return <Skeleton className="m-4 h-12" />
  const { title, description } = describeNothing('review')
  return (
    <section aria-label="Change requests that wait for you">
      <LoadedBefore error={error} className="px-4 py-2" />
      {items.length === 0 && !hasNextPage && (
        <div className="border-b px-4 py-3 text-sm">
          <p className="font-medium">{title}</p>
          <p className="text-fg-muted text-xs">{description}</p>
        </div>
      )}
      <ul>
        {items.map(({ number, title, author, createdAt, reason }) => (
          <li key={number} data-row={`#${number}`} className="border-b hover:bg-muted">
            <WorkspaceLink
              data-row-link
              href={`/changes/${number}`}
              className="flex min-w-0 items-start gap-3 px-4 py-2.5 focus-visible:-outline-offset-2"
            >
              <GitPullRequestArrow className="mt-0.5 size-4 shrink-0 text-accent" aria-hidden />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium text-sm" title={title}>
                  <span className="font-mono font-normal text-fg-faint">#{number} </span>
                  {title}
                </span>
                <span className="block text-fg-muted text-xs">
                  {author.name} · {REASON_WORDS[reason]}
                </span>
              </span>
              <RelativeTime date={createdAt} className="shrink-0 text-fg-faint text-xs" />
            </WorkspaceLink>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <div className="border-b p-3 text-center">
          <Button size="sm" onClick={() => void fetchNextPage()} isPending={isFetchingNextPage}>
            Look at older ones
          </Button>
        </div>
      )}
    </section>
  )
}
