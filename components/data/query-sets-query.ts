import { queryOptions } from '@tanstack/react-query'
import type { QuerySetSummaryDto } from '@/lib/schemas/query-sets/query-set'
import { callApi, toQuery } from './api-client'

type Sets = { items: QuerySetSummaryDto[] }

/** As a release sees them, production when none is named. */
export const querySetsQuery = (release?: string, fetch?: () => Promise<Sets>) =>
  queryOptions({
    queryKey: ['query-sets', 'list', release ?? null],
    queryFn: ({ signal }) => fetch?.() ?? callApi<Sets>(`/api/v1/query-sets${toQuery({ release })}`, { signal }),
  })
