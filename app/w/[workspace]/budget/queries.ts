import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { CompositionPage } from '@/lib/schemas/contexts/composition'

export function recentCompositionsQuery(fetch?: () => Promise<CompositionPage>) {
  return queryOptions({
    queryKey: ['compositions', 'recent'],
    queryFn: ({ signal }) => (fetch ? fetch() : callApi<CompositionPage>('/api/v1/compositions?limit=30', { signal })),
  })
}
