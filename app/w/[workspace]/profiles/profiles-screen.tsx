'use client'

import {
  keepPreviousData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { ArrowLeft, UserRound } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useDeferredValue } from 'react'
import { ClientError } from '@/components/data/api-client'
import { showError, useAction } from '@/components/data/use-action'
import { PageHeader } from '@/components/frame/page-header'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState, LoadedBefore } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import { Input } from '@/components/ui/input'
import { Skeleton } from '@/components/ui/skeleton'
import type { ProfileDto } from '@/lib/schemas/profiles/profile'
import { beginOwnProfileAction } from './actions'
import { NewProfileDialog } from './new-profile-dialog'
import { ProfilePane } from './profile-pane'
import { ownProfileQuery, profileQuery, profilesQuery } from './queries'
import { profilesSearchParams } from './search-params'

const PURPOSE =
  'A profile holds what is known about one person: what they said of themselves, what waits for their consent, and what was replaced. Only what has to do with a question is sent.'

type ProfilesScreenProps = { canWrite: boolean; canBegin: boolean }

/** What is known about people, who may see it, and what waits to be accepted. */
export function ProfilesScreen({ canWrite, canBegin }: ProfilesScreenProps) {
  const [{ profile: wanted, q }, setSearch] = useQueryStates(profilesSearchParams)
  const asked = useDeferredValue(q)
  // who is shown stays while somebody else is looked for
  const result = useInfiniteQuery({ ...profilesQuery(asked), placeholderData: keepPreviousData })
  const items = result.data?.pages.flatMap((page) => page.items) ?? []
  const total = result.data?.pages[0]?.total
  const own = useQuery(ownProfileQuery()).data?.profile
  const wantedId = wanted === 'own' ? own?.id : (wanted ?? undefined)
  const one = useQuery({
    ...profileQuery(wantedId ?? ''),
    enabled: wantedId !== undefined,
    placeholderData: () => items.find(({ id }) => id === wantedId),
  })
  const shown = wantedId === undefined ? undefined : one.data
  const client = useQueryClient()
  const begin = useAction(beginOwnProfileAction, {
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['profiles'] })
      void setSearch({ profile: id })
    },
    onError: showError,
  })
  const open = (profile: string | null) => void setSearch({ profile }, { history: 'push' })
  const isGone = one.error instanceof ClientError && one.error.code === 'NOT_FOUND'
  // a search that found nobody says nothing of them all, nor does it while its words are taken out
  const isEmpty = total === 0 && asked === '' && q === '' && !result.isPlaceholderData
  const actions = (
    <>
      {canBegin && own === null && (
        <Button isPending={begin.isPending} onClick={() => begin.mutate({})}>
          Begin my profile
        </Button>
      )}
      {canWrite && <NewProfileDialog onCreated={open} />}
    </>
  )
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title="Profiles"
        status={total !== undefined && formatCount(total, 'profile')}
        actions={result.data && !isEmpty && actions}
      />
      {isEmpty ? (
        <EmptyState
          icon={UserRound}
          title={wanted === 'own' ? 'You have no profile yet' : 'No profiles yet'}
          description={PURPOSE}
        >
          {(canBegin || canWrite) && actions}
        </EmptyState>
      ) : (
        <div className="flex min-h-0 flex-1">
          <aside
            aria-label="People"
            className={cn('flex w-full shrink-0 flex-col border-r md:w-72', wanted && 'max-md:hidden')}
          >
            <div className="border-b p-2">
              <Input
                type="search"
                aria-label="Search profiles"
                placeholder="Name or id"
                value={q}
                onChange={(event) => void setSearch({ q: event.target.value || null })}
              />
            </div>
            {result.data && <LoadedBefore error={result.error} className="px-3 py-2" />}
            <ProfileList result={result} items={items} shownId={shown?.id} onOpen={open} />
          </aside>
          <section
            aria-label="Profile"
            className={cn('min-h-0 min-w-0 flex-1 overflow-y-auto', !wanted && 'max-md:hidden')}
          >
            {wanted && (
              <Button variant="ghost" size="sm" className="m-2 md:hidden" onClick={() => open(null)}>
                <ArrowLeft />
                All profiles
              </Button>
            )}
            {shown ? (
              <ProfilePane
                key={shown.id}
                profile={shown}
                canWrite={canWrite || shown.isOwn}
                canAsk={canBegin}
                onGone={() => open(null)}
              />
            ) : one.error && !isGone ? (
              <ErrorState
                title="The profile could not be loaded"
                description={one.error.message}
                onRetry={() => void one.refetch()}
              />
            ) : wanted && (wanted === 'own' ? own === undefined : one.isPending) ? (
              <div role="status" aria-label="Loading the profile" className="space-y-3 p-4">
                <Skeleton className="h-8 w-64" />
                <Skeleton className="h-48 w-full" />
              </div>
            ) : (
              <EmptyState
                icon={UserRound}
                title={
                  wanted === 'own'
                    ? 'You have no profile yet'
                    : isGone
                      ? 'This profile is not here'
                      : 'Nobody is chosen'
                }
                description={PURPOSE}
              />
            )}
          </section>
        </div>
      )}
    </div>
  )
}

type ProfileListProps = {
  result: UseInfiniteQueryResult
  items: ProfileDto[]
  shownId: string | undefined
  onOpen: (id: string) => void
}

function ProfileList({ result, items, shownId, onOpen }: ProfileListProps) {
  if (result.error && !result.data) {
    return (
      <ErrorState
        title="The profiles could not be loaded"
        description={result.error.message}
        onRetry={() => void result.refetch()}
      />
    )
  }
  if (!result.data) {
    return (
      <div className="space-y-2 p-3" role="status" aria-label="Loading the profiles">
        <Skeleton className="h-9 w-full" />
        <Skeleton className="h-9 w-full" />
      </div>
    )
  }
  if (items.length === 0) {
    return <EmptyState title="Nobody matches" description="Try a part of the name or the id." />
  }
  return (
    <ul className="min-h-0 flex-1 overflow-y-auto py-1">
      {items.map(({ id, name, facts, candidateCount, isOwn, isPersonal }) => (
        <li key={id}>
          <button
            type="button"
            aria-current={id === shownId}
            onClick={() => onOpen(id)}
            className={cn(
              'flex w-full items-center gap-2 px-3 py-2 text-left text-sm hover:bg-muted focus-visible:-outline-offset-2',
              id === shownId && 'bg-muted',
            )}
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{name}</span>
              <span className="block truncate text-fg-faint text-xs">{formatCount(facts.length, 'fact')}</span>
            </span>
            {isOwn ? <Badge tone="accent">You</Badge> : isPersonal && <Badge>Member</Badge>}
            {candidateCount > 0 && <Badge tone="warning">{candidateCount} waiting</Badge>}
          </button>
        </li>
      ))}
      {result.hasNextPage && (
        <li className="p-2">
          <Button
            size="sm"
            variant="ghost"
            className="w-full"
            isPending={result.isFetchingNextPage}
            onClick={() => void result.fetchNextPage()}
          >
            Show more
          </Button>
        </li>
      )}
    </ul>
  )
}
