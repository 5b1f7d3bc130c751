import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { InboxFilter, NotificationListDto } from '@/lib/schemas/changes/inbox'
import type { WaitingReviewListDto } from '@/lib/schemas/changes/waiting-review'
import { callApi, toQuery } from './api-client'

const POLL_MS = 30_000

/** How many notifications wait to be read. */
export const unreadQuery = () =>
  queryOptions({
    queryKey: ['inbox', 'unread'],
    queryFn: ({ signal }) => callApi<NotificationListDto>('/api/v1/notifications?limit=1', { signal }),
    select: ({ unread }) => unread,
    refetchInterval: POLL_MS,
  })

export const inboxQuery = (filter: InboxFilter, fetch?: () => Promise<NotificationListDto>) =>
  infiniteQueryOptions({
    queryKey: ['inbox', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      fetch?.() ??
      callApi<NotificationListDto>(`/api/v1/notifications${toQuery({ filter, cursor: pageParam })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: POLL_MS,
  })

/** Open change requests that wait for the person’s review. */
export const waitingReviewsQuery = () =>
  infiniteQueryOptions({
    queryKey: ['inbox', 'waiting'],
    queryFn: ({ signal, pageParam }) =>
      callApi<WaitingReviewListDto>(`/api/v1/waiting-reviews${toQuery({ cursor: pageParam })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: POLL_MS,
  })
