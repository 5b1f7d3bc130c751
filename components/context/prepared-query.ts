import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { PreparedContext } from '@/lib/engine'

/** All that retrieval decided, from which the browser assembles the context at any budget. */
export function preparedQuery(compositionId: string) {
  return queryOptions({
    queryKey: ['compositions', compositionId, 'prepared'],
    queryFn: ({ signal }) => callApi<PreparedContext>(`/api/v1/compositions/${compositionId}/prepared`, { signal }),
    staleTime: 5 * 60_000,
  })
}
