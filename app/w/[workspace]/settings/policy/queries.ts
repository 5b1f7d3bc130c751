import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { PolicyDto } from '@/lib/schemas/policy'

export const policiesQuery = (
  fetch: () => Promise<{ items: PolicyDto[] }> = () => callApi<{ items: PolicyDto[] }>('/api/v1/policies'),
) => queryOptions({ queryKey: ['policies', 'list'], queryFn: fetch })
