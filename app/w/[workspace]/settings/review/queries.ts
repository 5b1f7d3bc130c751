import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { ReviewRuleDto } from '@/lib/schemas/changes/review-rule'

type Rules = { items: ReviewRuleDto[] }

/** Who has to approve what. */
export const rulesQuery = (fetch?: () => Promise<Rules>) =>
  queryOptions({
    queryKey: ['review', 'rules'],
    queryFn: ({ signal }) => fetch?.() ?? callApi<Rules>('/api/v1/review/rules', { signal }),
  })
