import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { ModuleFacetsDto } from '@/lib/schemas/module-list'
import type { ExplainRetrievalInput, RetrievalDto } from '@/lib/schemas/retrieval'

export function retrievalQuery(input: ExplainRetrievalInput) {
  return queryOptions({
    queryKey: ['retrieval', input],
    queryFn: ({ signal }) => callApi<RetrievalDto>('/api/v1/retrieval', { json: input, signal }),
    placeholderData: keepPreviousData,
    enabled: input.query.trim() !== '',
  })
}

export function facetsQuery() {
  return queryOptions({
    queryKey: ['modules', 'facets'],
    queryFn: ({ signal }) => callApi<ModuleFacetsDto>('/api/v1/module-facets', { signal }),
  })
}
