import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { DueDto, RetentionDto } from '@/lib/schemas/workspaces/retention'

export const retentionQuery = (fetch?: () => Promise<RetentionDto>) =>
  queryOptions({
    queryKey: ['retention'],
    queryFn: ({ signal }) => fetch?.() ?? callApi<RetentionDto>('/api/v1/retention', { signal }),
  })

/** What would be deleted at once. */
export const previewRetention = (json: RetentionDto) => callApi<DueDto>('/api/v1/retention/preview', { json })
