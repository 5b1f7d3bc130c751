import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { ProfileSettingsDto } from '@/lib/schemas/profiles/profile'

export const profileSettingsQuery = (fetch?: () => Promise<ProfileSettingsDto>) =>
  queryOptions({
    queryKey: ['profile-settings'],
    queryFn: ({ signal }) => fetch?.() ?? callApi<ProfileSettingsDto>('/api/v1/profiles/settings', { signal }),
  })
