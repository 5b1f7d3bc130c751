import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { PolicyDetailDto, RerankingModelsDto } from '@/lib/schemas/contexts/policy'

type Fetch<T> = (signal?: AbortSignal) => Promise<T>

export const policyQuery = (
  id: string,
  fetch: Fetch<PolicyDetailDto> = (signal) => callApi(`/api/v1/policies/${encodeURIComponent(id)}`, { signal }),
) => queryOptions({ queryKey: ['policies', 'one', id], queryFn: ({ signal }) => fetch(signal) })

export const rerankingModelsQuery = (
  fetch: Fetch<RerankingModelsDto> = (signal) => callApi('/api/v1/reranking/models', { signal }),
) => queryOptions({ queryKey: ['reranking-models'], queryFn: ({ signal }) => fetch(signal) })
