import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { ExplainRetrievalInput, RetrievalDto } from '@/lib/schemas/contexts/retrieval'

/** While other settings run, what the question found before stays in view; never what another question found. */
export function retrievalQuery(input: ExplainRetrievalInput) {
  return queryOptions({
    queryKey: ['retrieval', input] as const,
    queryFn: ({ signal }) => callApi<RetrievalDto>('/api/v1/retrieval', { json: input, signal }),
    placeholderData: (previous: RetrievalDto | undefined, last) =>
      last?.queryKey[1].query === input.query ? previous : undefined,
    enabled: input.query.trim() !== '',
  })
}
