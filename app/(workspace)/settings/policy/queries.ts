import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { PolicyDetailDto } from '@/lib/schemas/policy'

const fetchPolicy = (id: string, signal?: AbortSignal): Promise<PolicyDetailDto> =>
  callApi(`/api/v1/policies/${encodeURIComponent(id)}`, { signal })

export const policyQuery = (id: string, fetch: typeof fetchPolicy = fetchPolicy) =>
  queryOptions({ queryKey: ['policies', id], queryFn: ({ signal }) => fetch(id, signal) })
