import { queryOptions } from '@tanstack/react-query'
import { callApi } from '@/components/data/api-client'
import type { EmbeddingDto, EmbeddingModelsDto } from '@/lib/schemas/contexts/embedding'

const POLL_MS = 1_000

export const embeddingQuery = (
  fetch: (signal?: AbortSignal) => Promise<EmbeddingDto> = (signal) => callApi('/api/v1/embedding', { signal }),
) =>
  queryOptions({
    queryKey: ['embedding'],
    queryFn: ({ signal }) => fetch(signal),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? POLL_MS : false),
  })

const isAtWork = ({ isSettled, messages }: EmbeddingDto) =>
  !isSettled || (messages !== null && messages.embedded < messages.total)

export const embeddingModelsQuery = (
  fetch: (signal?: AbortSignal) => Promise<EmbeddingModelsDto> = (signal) =>
    callApi('/api/v1/embedding/models', { signal }),
) => queryOptions({ queryKey: ['embedding-models'], queryFn: ({ signal }) => fetch(signal) })
