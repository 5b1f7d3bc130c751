import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { callApi, toQuery } from '@/components/data/api-client'
import type {
  ChangeEventDto,
  ChangeEventListDto,
  CommentHistoryDto,
  ThreadDto,
  ThreadListDto,
} from '@/lib/schemas/changes/discussion'

/** Others write meanwhile. */
const POLL_MS = 15_000

export type Subject = { number: number } | { moduleId: string }

type Page<T> = { items: T[]; nextCursor: string | null }

/** All pages: a discussion is read whole. */
async function fetchAll<T>(fetchPage: (cursor: string | null) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = []
  for (let cursor: string | null = null; ; ) {
    const page = await fetchPage(cursor)
    items.push(...page.items)
    cursor = page.nextCursor
    if (cursor === null) return items
  }
}

export const threadsQuery = (subject: Subject) =>
  queryOptions({
    queryKey: ['threads', subject],
    queryFn: ({ signal }): Promise<ThreadDto[]> =>
      fetchAll((cursor) =>
        callApi<ThreadListDto>(`/api/v1/threads${toQuery({ ...subject, limit: 100, cursor })}`, { signal }),
      ),
    refetchInterval: POLL_MS,
  })

export const eventsQuery = (number: number) =>
  queryOptions({
    queryKey: ['changes', 'events', number],
    queryFn: ({ signal }): Promise<ChangeEventDto[]> =>
      fetchAll((cursor) =>
        callApi<ChangeEventListDto>(`/api/v1/change-requests/${number}/events${toQuery({ limit: 100, cursor })}`, {
          signal,
        }),
      ),
    refetchInterval: POLL_MS,
  })

export const historyQuery = (threadId: string, commentId: string) =>
  queryOptions({
    queryKey: ['comment-history', commentId],
    queryFn: ({ signal }) =>
      callApi<CommentHistoryDto>(`/api/v1/threads/${threadId}/comments/${commentId}/history`, { signal }),
    staleTime: 0,
  })

/** Shows a thread as it is now at once, then what else has come. */
export function showThread(client: QueryClient, thread: ThreadDto): void {
  const { number, moduleId } = thread
  const subject: Subject | null = number !== null ? { number } : moduleId !== null ? { moduleId } : null
  if (!subject) return
  client.setQueryData(threadsQuery(subject).queryKey, (known) =>
    known?.some(({ id }) => id === thread.id)
      ? known.map((each) => (each.id === thread.id ? thread : each))
      : known && [...known, thread],
  )
  refreshDiscussion(client)
}

export function refreshDiscussion(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['threads'] })
  void client.invalidateQueries({ queryKey: ['changes', 'events'] })
}
