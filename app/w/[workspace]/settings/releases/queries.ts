import { queryOptions } from '@tanstack/react-query'
import { callApi, toQuery } from '@/components/data/api-client'
import type { MomentDto, ReleaseComparisonDto, ReleaseDetailDto } from '@/lib/schemas/releases/release'

export const releaseQuery = (id: string) =>
  queryOptions({
    queryKey: ['releases', id],
    queryFn: ({ signal }) => callApi<ReleaseDetailDto>(`/api/v1/releases/${encodeURIComponent(id)}`, { signal }),
  })

/** What a release holds that another does not. */
export const releaseChangesQuery = (id: string, from: string) =>
  queryOptions({
    queryKey: ['releases', id, 'from', from],
    queryFn: ({ signal }) =>
      callApi<ReleaseComparisonDto>(`/api/v1/releases/${encodeURIComponent(id)}/differences${toQuery({ from })}`, {
        signal,
      }),
  })

/** What production held at a moment. */
export const momentQuery = (at: string) =>
  queryOptions({
    queryKey: ['moments', at],
    queryFn: ({ signal }) => callApi<MomentDto>(`/api/v1/moments${toQuery({ at })}`, { signal }),
    // a moment that is refused stays refused
    retry: false,
  })
