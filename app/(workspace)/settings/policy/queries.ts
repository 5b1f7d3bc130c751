import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { PolicyDetailDto, PolicyDto, RerankingModelsDto } from '@/lib/schemas/policy'

const fetchPolicy = (id: string, signal?: AbortSignal): Promise<PolicyDetailDto> =>
  callApi(`/api/v1/policies/${encodeURIComponent(id)}`, { signal })

const fetchRerankingModels = (signal?: AbortSignal): Promise<RerankingModelsDto> =>
  callApi('/api/v1/reranking/models', { signal })

export const rerankingModelsQuery = (fetch: typeof fetchRerankingModels = fetchRerankingModels) =>
  queryOptions({ queryKey: ['reranking-models'], queryFn: ({ signal }) => fetch(signal) })

export const policyQuery = (id: string, fetch: typeof fetchPolicy = fetchPolicy) =>
  queryOptions({ queryKey: ['policies', 'one', id], queryFn: ({ signal }) => fetch(id, signal) })

export const policiesQuery = (
  fetch: () => Promise<{ items: PolicyDto[] }> = () => callApi<{ items: PolicyDto[] }>('/api/v1/policies'),
) => queryOptions({ queryKey: ['policies', 'list'], queryFn: fetch })
