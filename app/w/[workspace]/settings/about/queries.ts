import { infiniteQueryOptions } from '@tanstack/react-query'
import { callApi, toQuery } from '@/components/data/api-client'
import type { AuditEventListDto } from '@/lib/schemas/audit-event'

const PAGE = 20
type FetchPage = (input: { limit: number; cursor?: string }, signal?: AbortSignal) => Promise<AuditEventListDto>

const fetchPage: FetchPage = (input, signal) => callApi(`/api/v1/audit-events${toQuery(input)}`, { signal })

export const auditEventsQuery = (fetch: FetchPage = fetchPage) =>
  infiniteQueryOptions({
    queryKey: ['audit-events'],
    queryFn: ({ pageParam, signal }) => fetch({ limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
