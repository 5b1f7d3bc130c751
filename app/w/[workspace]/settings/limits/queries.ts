import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { UsageLimitListDto } from '@/lib/schemas/workspaces/usage-limit'

export const limitsQuery = (
  fetch: (signal?: AbortSignal) => Promise<UsageLimitListDto> = (signal) => callApi('/api/v1/usage/limits', { signal }),
) => queryOptions({ queryKey: ['usage-limits'], queryFn: ({ signal }) => fetch(signal) })
