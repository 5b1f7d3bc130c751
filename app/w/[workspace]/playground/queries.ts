import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { callApi, toQuery } from '@/components/data/api-client'
import type { CacheMap } from '@/lib/schemas/contexts/cache-map'
import type { CompositionDto } from '@/lib/schemas/contexts/composition'
import type {
  ConversationBranches,
  ConversationDetailDto,
  ConversationPage,
  ConversationTags,
} from '@/lib/schemas/conversations/conversation'
import type { ConversationBudgetDto } from '@/lib/schemas/conversations/conversation-budget'
import type { ConversationSummariesDto } from '@/lib/schemas/conversations/conversation-summary'
import type { StatedFactsDto } from '@/lib/schemas/conversations/stated-fact'
import type { ConversationUsage } from '@/lib/schemas/insights/usage'
import { LIMITS } from '@/lib/schemas/limits'
import type { ModulePageDto } from '@/lib/schemas/modules/module-list'

/** More are found in their editors. */
const DRAFTS_SHOWN = 20

type Fetch<T> = (signal?: AbortSignal) => Promise<T>

/** What is looked for: words are looked for in archived conversations too. */
export type ConversationFilter = { q?: string; tag?: string; isArchived?: boolean }

export function conversationsQuery({ q, tag, isArchived }: ConversationFilter, fetch?: Fetch<ConversationPage>) {
  const archived = isArchived ? 'only' : q ? 'with' : undefined
  const asked = { q, tag, archived, limit: 100 }
  return infiniteQueryOptions({
    queryKey: ['conversations', 'list', toQuery(asked)],
    queryFn: ({ signal, pageParam }) =>
      fetch?.() ??
      callApi<ConversationPage>(`/api/v1/conversations${toQuery({ ...asked, cursor: pageParam })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

export function conversationTagsQuery() {
  return queryOptions({
    queryKey: ['conversations', 'list', 'tags'],
    queryFn: ({ signal }) => callApi<ConversationTags>('/api/v1/conversation-tags', { signal }),
  })
}

/** As many messages as are read at a time. */
const MESSAGES_AT_ONCE = 60

/** Of a conversation: how many of its latest messages are read, and one that has to be among them. */
type LatestMessages = { limit?: number; including?: string | null }

const latest = ({ limit = MESSAGES_AT_ONCE, including }: LatestMessages) => ({
  limit: Math.min(Math.max(limit, MESSAGES_AT_ONCE), LIMITS.latestMessages),
  including: including ?? undefined,
})

type FetchDetail = (part: ReturnType<typeof latest>) => Promise<ConversationDetailDto>

/** A conversation with its latest messages. */
export function conversationQuery(id: string, part: LatestMessages = {}, fetch?: FetchDetail) {
  return queryOptions({
    queryKey: ['conversations', 'detail', id],
    queryFn: ({ signal }) =>
      fetch
        ? fetch(latest(part))
        : callApi<ConversationDetailDto>(`/api/v1/conversations/${id}${toQuery(latest(part))}`, { signal }),
  })
}

/** Of a conversation, the messages before one of them. */
export function fetchEarlier(id: string, before: string): Promise<ConversationDetailDto> {
  return callApi(`/api/v1/conversations/${id}${toQuery({ limit: MESSAGES_AT_ONCE, before })}`)
}

export function branchesQuery(id: string) {
  return queryOptions({
    queryKey: ['conversations', 'branches', id],
    queryFn: ({ signal }) => callApi<ConversationBranches>(`/api/v1/conversations/${id}/branches`, { signal }),
  })
}

/** What the answers of a conversation took. */
export function conversationUsageQuery(id: string) {
  return queryOptions({
    queryKey: ['conversations', 'usage', id],
    queryFn: ({ signal }) => callApi<ConversationUsage>(`/api/v1/conversations/${id}/usage`, { signal }),
  })
}

/** What providers read from their caches in a conversation, turn by turn. */
export function cacheMapQuery(id: string) {
  return queryOptions({
    queryKey: ['conversations', 'usage', id, 'cache'],
    queryFn: ({ signal }) => callApi<CacheMap>(`/api/v1/conversations/${id}/cache`, { signal }),
  })
}

/** What its contexts were made of; each answer adds one. */
export function conversationBudgetQuery(id: string) {
  return queryOptions({
    queryKey: ['conversations', 'budget', id],
    queryFn: ({ signal }) => callApi<ConversationBudgetDto>(`/api/v1/conversations/${id}/budget`, { signal }),
    staleTime: 0,
  })
}

/** What the messages of a conversation state that lasts. */
export function statedFactsQuery(id: string) {
  return queryOptions({
    queryKey: ['conversations', 'facts', id],
    queryFn: ({ signal }) => callApi<StatedFactsDto>(`/api/v1/conversations/${id}/facts`, { signal }),
  })
}

/** What stands in for messages of a conversation that are not sent. */
export function conversationSummariesQuery(id: string) {
  return queryOptions({
    queryKey: ['conversations', 'summaries', id],
    queryFn: ({ signal }) => callApi<ConversationSummariesDto>(`/api/v1/conversations/${id}/summaries`, { signal }),
    // each answer may add one, and a model may rewrite it
    staleTime: 0,
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

/** Modules with a draft that can be published over a version, a few of them. */
export function draftsQuery() {
  return queryOptions({
    queryKey: ['modules', 'drafts'],
    queryFn: ({ signal }) =>
      callApi<ModulePageDto>(`/api/v1/modules${toQuery({ status: 'draft', limit: DRAFTS_SHOWN })}`, { signal }),
  })
}
