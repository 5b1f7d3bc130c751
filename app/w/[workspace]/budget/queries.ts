import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { PreparedContext } from '@/lib/engine'
import type { CompositionPage } from '@/lib/schemas/composition'

export function recentCompositionsQuery(fetch?: () => Promise<CompositionPage>) {
  return queryOptions({
    queryKey: ['compositions', 'recent'],
    queryFn: ({ signal }) => (fetch ? fetch() : callApi<CompositionPage>('/api/v1/compositions?limit=30', { signal })),
  })
}

/** All that retrieval decided, from which the browser assembles the context at any budget. */
export function preparedQuery(compositionId: string) {
  return queryOptions({
    queryKey: ['compositions', compositionId, 'prepared'],
    queryFn: ({ signal }) => callApi<PreparedContext>(`/api/v1/compositions/${compositionId}/prepared`, { signal }),
    staleTime: 5 * 60_000,
  })
}
