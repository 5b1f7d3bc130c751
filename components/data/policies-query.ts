import { queryOptions } from '@tanstack/react-query'
import type { PolicyDto } from '@/lib/schemas/contexts/policy'
import { callApi } from './api-client'

export const policiesQuery = (
  fetch: () => Promise<{ items: PolicyDto[] }> = () => callApi<{ items: PolicyDto[] }>('/api/v1/policies'),
) => queryOptions({ queryKey: ['policies', 'list'], queryFn: fetch })
