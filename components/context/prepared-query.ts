import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { PreparedContext } from '@/lib/engine'

/** All that retrieval decided, as it was composed or on another release; the browser assembles the context at any budget. */
export function preparedQuery(compositionId: string, release?: string) {
  const search = release === undefined ? '' : `?${new URLSearchParams({ release })}`
  return queryOptions({
    queryKey: ['compositions', compositionId, 'prepared', ...(release === undefined ? [] : [release])],
    queryFn: ({ signal }) =>
      callApi<PreparedContext>(`/api/v1/compositions/${compositionId}/prepared${search}`, { signal }),
    staleTime: 5 * 60_000,
  })
}
