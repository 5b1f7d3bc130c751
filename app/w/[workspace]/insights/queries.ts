import { queryOptions } from '@tanstack/react-query'
import { callApi, offlineError, toQuery } from '@/components/data/api-client'
import type { ReviewTimesDto } from '@/lib/schemas/changes/review-times'
import type { QueryPatternListDto, QueryTemplateListDto } from '@/lib/schemas/contexts/query-template'
import type { ContextReportDto } from '@/lib/schemas/insights/context-report'
import type { CacheListDto, UsageRankingDto } from '@/lib/schemas/insights/insights'
import type { TokenReturnDto } from '@/lib/schemas/insights/token-return'
import type { UsageGroupBy, UsageReport } from '@/lib/schemas/insights/usage'
import type { LibraryGraphDto } from '@/lib/schemas/modules/library-graph'
import type { HealthDto, StartingDto } from '@/lib/schemas/workspaces/health'
import type { JobListDto } from '@/lib/schemas/workspaces/job'

type Fetch<T> = (signal?: AbortSignal) => Promise<T>

/** Numbers of a running server: they are read again while somebody looks at them. */
const LIVE_MS = 5_000

const HEALTH_PATH = '/api/health'

/** A server that starts, or whose database fails, says so with an error status. */
async function fetchHealth(signal?: AbortSignal): Promise<HealthDto | StartingDto> {
  const response = await fetch(HEALTH_PATH, { signal }).catch((error: unknown) => {
    throw error instanceof DOMException && error.name === 'AbortError' ? error : offlineError()
  })
  const body = (await response.json().catch(() => null)) as HealthDto | StartingDto | null
  if (body === null || !('status' in body)) throw offlineError()
  return body
}

function query<T>(key: string, path: string, fetch: Fetch<T> = (signal) => callApi<T>(path, { signal })) {
  return queryOptions({ queryKey: ['insights', key], queryFn: ({ signal }) => fetch(signal) })
}

export const templatesQuery = (fetch?: Fetch<QueryTemplateListDto>) =>
  query('templates', '/api/v1/query-templates', fetch)
export const patternsQuery = () => query<QueryPatternListDto>('patterns', '/api/v1/query-patterns')
export const usageQuery = () => query<UsageRankingDto>('usage', '/api/v1/insights/usage')
export const cachesQuery = () => ({
  ...query<CacheListDto>('caches', '/api/v1/insights/caches'),
  refetchInterval: LIVE_MS,
})
export const jobsQuery = () => ({ ...query<JobListDto>('jobs', '/api/v1/jobs'), refetchInterval: LIVE_MS })
export const serverQuery = () => ({ ...query('server', HEALTH_PATH, fetchHealth), refetchInterval: LIVE_MS })
export const contextReportQuery = (asked: { days: string }) =>
  query<ContextReportDto>(`contexts ${asked.days}`, `/api/v1/insights/contexts${toQuery(asked)}`)
export const tokenReturnQuery = (asked: { days: string }) =>
  query<TokenReturnDto>(`token return ${asked.days}`, `/api/v1/insights/token-return${toQuery(asked)}`)
export const reviewTimesQuery = (asked: { days: string }) =>
  query<ReviewTimesDto>(`reviews ${asked.days}`, `/api/v1/insights/reviews${toQuery(asked)}`)
export const libraryQuery = (asked: { days: string }) =>
  query<LibraryGraphDto>(`library ${asked.days}`, `/api/v1/insights/library${toQuery(asked)}`)
export const costQuery = (asked: { by: UsageGroupBy; from: string; module?: string | undefined }) =>
  query<UsageReport>(`cost ${asked.by} ${asked.from} ${asked.module ?? ''}`, `/api/v1/usage${toQuery(asked)}`)
