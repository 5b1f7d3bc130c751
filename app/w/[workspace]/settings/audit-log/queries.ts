import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { callApi, toQuery } from '@/components/data/api-client'
import type { AuditEventListDto, AuditFilters, AuditVerificationDto } from '@/lib/schemas/workspaces/audit-event'

const PAGE = 30
type Input = AuditFilters & { limit: number; cursor?: string }
type FetchPage = (input: Input, signal?: AbortSignal) => Promise<AuditEventListDto>

const fetchPage: FetchPage = (input, signal) => callApi(`/api/v1/audit-events${toQuery(input)}`, { signal })

export const auditEventsQuery = (filters: AuditFilters, fetch: FetchPage = fetchPage) =>
  infiniteQueryOptions({
    queryKey: ['audit-events', filters],
    queryFn: ({ pageParam, signal }) =>
      fetch({ ...filters, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })

export const verifyAuditLog = () => callApi<AuditVerificationDto>('/api/v1/audit-events/verification')
