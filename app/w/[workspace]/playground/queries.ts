import { queryOptions } from '@tanstack/react-query'
import { callApi, toQuery } from '@/components/data/api-client'
import type { CompositionDto } from '@/lib/schemas/composition'
import type { ConversationDetailDto, ConversationPage } from '@/lib/schemas/conversation'

type Fetch<T> = (signal?: AbortSignal) => Promise<T>

export function conversationsQuery(q: string, fetch?: Fetch<ConversationPage>) {
  return queryOptions({
    queryKey: ['conversations', 'list', q],
    queryFn: ({ signal }) =>
      fetch ? fetch() : callApi<ConversationPage>(`/api/v1/conversations${toQuery({ q, limit: 100 })}`, { signal }),
  })
}

export function conversationQuery(id: string, fetch?: Fetch<ConversationDetailDto>) {
  return queryOptions({
    queryKey: ['conversations', 'detail', id],
    queryFn: ({ signal }) =>
      fetch ? fetch() : callApi<ConversationDetailDto>(`/api/v1/conversations/${id}`, { signal }),
  })
}

/** Immutable, but for what was deleted since. */
export function compositionQuery(id: string) {
  return queryOptions({
    queryKey: ['compositions', id],
    queryFn: ({ signal }) => callApi<CompositionDto>(`/api/v1/compositions/${id}`, { signal }),
    staleTime: 5 * 60_000,
  })
}
