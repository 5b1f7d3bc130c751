import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { SummaryModelDto } from '@/lib/schemas/modules/summary'

const POLL_MS = 2_000

export const summaryModelQuery = (
  fetch: (signal?: AbortSignal) => Promise<SummaryModelDto> = (signal) => callApi('/api/v1/summary-model', { signal }),
) =>
  queryOptions({
    queryKey: ['summary-model'],
    queryFn: ({ signal }) => fetch(signal),
    refetchInterval: ({ state: { data } }) => (data && data.summarized < data.modules ? POLL_MS : false),
  })
