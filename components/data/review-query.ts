import { queryOptions } from '@tanstack/react-query'
import type { ReviewDto } from '@/lib/schemas/changes/review'
import { callApi } from './api-client'

/** Whether production moves by approved change requests alone. */
export const reviewQuery = (fetch?: () => Promise<ReviewDto>) =>
  queryOptions({
    queryKey: ['review'],
    queryFn: ({ signal }) => fetch?.() ?? callApi<ReviewDto>('/api/v1/review', { signal }),
  })
