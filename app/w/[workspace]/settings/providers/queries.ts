import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { TokenCalibrationListDto } from '@/lib/schemas/contexts/token-calibration'
import type { LocalProvidersDto, ProviderListDto } from '@/lib/schemas/workspaces/provider'

export const providersQuery = (
  fetch: (signal?: AbortSignal) => Promise<ProviderListDto> = (signal) => callApi('/api/v1/providers', { signal }),
) => queryOptions({ queryKey: ['providers'], queryFn: ({ signal }) => fetch(signal) })

export const tokenCalibrationsQuery = (
  fetch: (signal?: AbortSignal) => Promise<TokenCalibrationListDto> = (signal) =>
    callApi('/api/v1/token-calibrations', { signal }),
) => queryOptions({ queryKey: ['token-calibrations'], queryFn: ({ signal }) => fetch(signal) })

/** Of a person who may add providers. */
export const localProvidersQuery = () =>
  queryOptions({
    queryKey: ['providers', 'local'],
    queryFn: ({ signal }) => callApi<LocalProvidersDto>('/api/v1/providers/local', { signal }),
  })
