'use client'

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { CheckCheck, Inbox, Mail } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { ClientError } from '@/components/data/api-client'
import { inboxQuery } from '@/components/data/inbox-query'
import { useAction } from '@/components/data/use-action'
import { useCommands } from '@/components/frame/commands'
import { PageHeader } from '@/components/frame/page-header'
import { currentRow, useRowKeys } from '@/components/frame/use-row-keys'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState, LoadedBefore } from '@/components/ui/error-state'
import { FilterRow } from '@/components/ui/filter-row'
import { formatNumber } from '@/components/ui/format-number'
import { Skeleton } from '@/components/ui/skeleton'
import { Tooltip } from '@/components/ui/tooltip'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { INBOX_FILTERS } from '@/lib/schemas/changes/inbox'
import { markNotificationsAction } from './actions'
import { describeNothing, FILTER_WORDS } from './inbox-words'
import { NotificationRow } from './notification-row'
import { inboxSearchParams } from './search-params'
import { WaitingReviews } from './waiting-reviews'

/** What concerns the person who looks, the newest first. */
export function InboxScreen() {
  const [{ filter }, setSearch] = useQueryStates(inboxSearchParams)
  const client = useQueryClient()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(inboxQuery(filter))
  const mark = useAction(markNotificationsAction, {
    onSuccess: () => void client.invalidateQueries({ queryKey: ['inbox'] }),
  })
  const items = data?.pages.flatMap((page) => page.items)
  useRowKeys('Inbox')
  useCommands([
    {
      id: 'inbox:mark',
      label: 'Mark the row as read or unread',
      group: 'Inbox',
      shortcut: 'e',
      isHidden: true,
      run: () => {
        const note = items?.find(({ id }) => id === currentRow()?.dataset.row)
        if (note) mark.mutate({ ids: [note.id], isRead: !note.isRead })
      },
    },
  ])
  const unread = data?.pages[0]?.unread
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title="Inbox"
        status={unread !== undefined && unread > 0 && `${formatNumber(unread)} unread`}
        actions={
          <>
            <Tooltip content="Choose what comes by e-mail, too">
              <Button asChild variant="ghost" size="icon">
                <WorkspaceLink href="/settings/account" aria-label="E-mail settings">
                  <Mail />
                </WorkspaceLink>
              </Button>
            </Tooltip>
            <Button
              aria-disabled={!unread}
              isPending={mark.isPending && mark.variables?.isAll === true}
              onClick={() => mark.mutate({ isAll: true })}
            >
              <CheckCheck />
              Mark all as read
            </Button>
          </>
        }
      >
        <FilterRow
          value={filter}
          options={INBOX_FILTERS.map((value) => ({ value, label: FILTER_WORDS[value] }))}
          onValueChange={(value) => void setSearch({ filter: value })}
        />
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {filter === 'review' && <WaitingReviews />}
        {items && <LoadedBefore error={error} className="px-4 py-2" />}
        {error && !items ? (
          <ErrorState
            title="The inbox could not be loaded"
            description={error.message}
            requestId={error instanceof ClientError ? error.requestId : undefined}
            onRetry={() => void refetch()}
          />
        ) : !items ? (
          <div className="space-y-2 p-4" role="status" aria-label="Loading the inbox">
            <Skeleton className="h-12 w-full" />
            <Skeleton className="h-12 w-full" />
          </div>
        ) : items.length === 0 && filter === 'review' ? null : items.length === 0 ? (
          <EmptyState icon={Inbox} {...describeNothing(filter)} />
        ) : (
          <>
            <ul aria-label="Notifications">
              {items.map((notification) => (
                <NotificationRow
                  key={notification.id}
                  notification={notification}
                  onMark={(isRead) => mark.mutate({ ids: [notification.id], isRead })}
                />
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
