import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { NoiseKind } from '@/lib/engine'
import type { CleanerDto, CleanerPreviewDto } from '@/lib/schemas/modules/cleaner'
import type { ModulePageDto } from '@/lib/schemas/modules/module-list'

const POLL_MS = 2_000
const SUGGESTIONS = 8

export const cleanerQuery = (
  fetch: (signal?: AbortSignal) => Promise<CleanerDto> = (signal) => callApi('/api/v1/cleaner', { signal }),
) =>
  queryOptions({
    queryKey: ['cleaner'],
    queryFn: ({ signal }) => fetch(signal),
    refetchInterval: ({ state: { data } }) => (data && data.prepared < data.modules ? POLL_MS : false),
  })

/** Modules whose name fits what is typed, best first. */
export const namesQuery = (typed: string) =>
  queryOptions({
    queryKey: ['cleaner', 'names', typed],
    queryFn: ({ signal }): Promise<ModulePageDto> => {
      const search = new URLSearchParams({ limit: String(SUGGESTIONS), ...(typed ? { q: typed, sort: 'match' } : {}) })
      return callApi(`/api/v1/modules?${search}`, { signal })
    },
    placeholderData: keepPreviousData,
  })

export const previewQuery = (id: string, leftOut: NoiseKind[]) =>
  queryOptions({
    queryKey: ['cleaner', 'preview', id, leftOut],
    queryFn: ({ signal }): Promise<CleanerPreviewDto> =>
      callApi('/api/v1/cleaner/preview', { json: { id, leftOut }, signal }),
    retry: false,
    placeholderData: keepPreviousData,
  })
