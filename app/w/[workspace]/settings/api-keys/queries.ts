import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { ApiKeyListDto } from '@/lib/schemas/workspaces/api-key'

export const apiKeysQuery = (
  fetch: (signal?: AbortSignal) => Promise<ApiKeyListDto> = (signal) => callApi('/api/v1/api-keys', { signal }),
) => queryOptions({ queryKey: ['api-keys'], queryFn: ({ signal }) => fetch(signal) })
