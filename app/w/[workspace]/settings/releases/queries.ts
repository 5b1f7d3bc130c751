import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { ReleaseDetailDto } from '@/lib/schemas/release'

export const releaseQuery = (id: string) =>
  queryOptions({
    queryKey: ['releases', id],
    queryFn: ({ signal }) => callApi<ReleaseDetailDto>(`/api/v1/releases/${encodeURIComponent(id)}`, { signal }),
  })
