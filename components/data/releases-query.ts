import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { releaseListSchema } from '@/lib/schemas/releases/release'
import { callApi } from './api-client'

type ReleaseListDto = z.infer<typeof releaseListSchema>

/** With those of open change requests. */
export const releasesQuery = (
  fetch: (signal?: AbortSignal) => Promise<ReleaseListDto> = (signal) =>
    callApi('/api/v1/releases?changes=with', { signal }),
) => queryOptions({ queryKey: ['releases'], queryFn: ({ signal }) => fetch(signal) })
