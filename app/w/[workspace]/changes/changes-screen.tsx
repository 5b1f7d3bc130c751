'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { GitPullRequestArrow } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { ClientError } from '@/components/data/api-client'
import { releasesQuery } from '@/components/data/releases-query'
import { PageHeader } from '@/components/frame/page-header'
import { useRowKeys } from '@/components/frame/use-row-keys'
import { isTarget } from '@/components/release/is-target'
import { Button, buttonVariants } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState, LoadedBefore } from '@/components/ui/error-state'
import { FilterRow } from '@/components/ui/filter-row'
import { formatCount } from '@/components/ui/format-number'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { ChangeRow } from './change-row'
import { STATUS_WORDS } from './change-words'
import { changesQuery } from './queries'
import { changesSearchParams } from './search-params'

const FILTERS = { ...STATUS_WORDS, mine: 'Mine', all: 'All' }
/** In place of the id of a release. */
const ANY = 'any'
const ORDER = ['open', 'mine', 'draft', 'merged', 'closed', 'all'] as const

function describeNone(status: (typeof ORDER)[number]): string {
  if (status === 'all') return 'No change requests yet'
  return status === 'mine' ? 'You opened no change request yet' : `No ${FILTERS[status].toLowerCase()} change requests`
}

/** The change requests of the workspace, the newest first. */
export function ChangesScreen({ canWrite }: { canWrite: boolean }) {
  const [{ status, into }, setSearch] = useQueryStates(changesSearchParams)
  const targets = useQuery(releasesQuery()).data?.items.filter(isTarget) ?? []
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    changesQuery(status, into),
  )
  useRowKeys('Changes')
  const items = data?.pages.flatMap((page) => page.items)
  const total = data?.pages[0]?.total
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader title="Changes" status={total !== undefined && formatCount(total, 'change request')}>
        <FilterRow
          value={status}
          options={ORDER.map((value) => ({ value, label: FILTERS[value] }))}
          onValueChange={(value) => void setSearch({ status: value })}
        />
        {(targets.length > 1 || into !== null) && (
          <div className="px-4 pb-2">
            <Select
              aria-label="Release that they go into"
              className="w-56"
              value={into ?? ANY}
              onValueChange={(id) => void setSearch({ into: id === ANY ? null : id })}
              options={[
                { value: ANY, label: 'Into any release' },
                ...targets.map(({ id, name }) => ({ value: id, label: `Into ${name || id}` })),
                ...(into === null || targets.some(({ id }) => id === into)
                  ? []
                  : [{ value: into, label: `Into ${into}` }]),
              ]}
            />
          </div>
        )}
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {items && <LoadedBefore error={error} className="px-4 py-2" />}
        {error && !items ? (
          <ErrorState
            title="The change requests could not be loaded"
            description={error.message}
            requestId={error instanceof ClientError ? error.requestId : undefined}
            onRetry={() => void refetch()}
          />
        ) : !items ? (
          <div className="space-y-2 p-4" role="status" aria-label="Loading the change requests">
            <Skeleton className="h-12 w-full" />
            <Skeleton className="h-12 w-full" />
          </div>
        ) : items.length === 0 ? (
          <EmptyState
            icon={GitPullRequestArrow}
            title={describeNone(status)}
            description={`A change request holds edits to modules that become production together, or versions that come into another release. Its effect on contexts shows before it is merged.${canWrite ? ' Edit a module, then choose Propose instead of Publish.' : ''}`}
          >
            {canWrite && (
              <WorkspaceLink href="/modules" className={buttonVariants({ variant: 'primary' })}>
                To the modules
              </WorkspaceLink>
            )}
          </EmptyState>
        ) : (
          <>
            <ul aria-label="Change requests">
              {items.map((change) => (
                <ChangeRow key={change.number} change={change} />
              ))}
            </ul>
            {hasNextPage && (
              <div className="p-4 text-center">
                <Button onClick={() => void fetchNextPage()} isPending={isFetchingNextPage}>
                  Show more
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </div>
  )
}
