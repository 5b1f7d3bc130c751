import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { ProviderListDto } from '@/lib/schemas/provider'

export const providersQuery = (
  fetch: (signal?: AbortSignal) => Promise<ProviderListDto> = (signal) => callApi('/api/v1/providers', { signal }),
) => queryOptions({ queryKey: ['providers'], queryFn: ({ signal }) => fetch(signal) })
