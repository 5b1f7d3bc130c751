import { queryOptions } from '@tanstack/react-query'
import type { AvailableModelListDto } from '@/lib/schemas/workspaces/provider'
import { callApi } from './api-client'

/** The models that can be asked, the offline one first. */
export const modelsQuery = (
  fetch: (signal?: AbortSignal) => Promise<AvailableModelListDto> = (signal) => callApi('/api/v1/models', { signal }),
) => queryOptions({ queryKey: ['models'], queryFn: ({ signal }) => fetch(signal) })
