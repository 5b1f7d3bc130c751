import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { callApi, toQuery } from '@/components/data/api-client'
import type { ChangeChecksDto } from '@/lib/schemas/changes/change-checks'
import type { ChangeSetTextsDto } from '@/lib/schemas/changes/change-query-set'
import type {
  ChangeRequestDto,
  ChangeStatus,
  ChangeSummaryDto,
  ChangeTextsDto,
  ChecksState,
} from '@/lib/schemas/changes/change-request'
import { isChecked } from './change-words'
import type { changesSearchParams } from './search-params'

type Changes = { items: ChangeSummaryDto[]; total: number; nextCursor: string | null }

type Listed = typeof changesSearchParams.status.defaultValue

/** What the list is asked for. */
export function toListed(status: Listed): { status?: ChangeStatus; mine?: 'true' } {
  if (status === 'mine') return { mine: 'true' }
  return status === 'all' ? {} : { status }
}

export const changesQuery = (status: Listed, into: string | null, fetch?: () => Promise<Changes>) =>
  infiniteQueryOptions({
    queryKey: ['changes', 'list', status, into],
    queryFn: ({ signal, pageParam }) =>
      fetch?.() ??
      callApi<Changes>(`/api/v1/change-requests${toQuery({ ...toListed(status), target: into, cursor: pageParam })}`, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // others open, approve and merge
    refetchInterval: 30_000,
  })

export const changeQuery = (number: number, fetch?: () => Promise<ChangeRequestDto>) =>
  queryOptions({
    queryKey: ['changes', 'one', number],
    queryFn: ({ signal }) => fetch?.() ?? callApi<ChangeRequestDto>(`/api/v1/change-requests/${number}`, { signal }),
    // production may move on under it; then its checks run again
    refetchInterval: ({ state: { data } }) =>
      data?.filling?.isActive ? 1_000 : data && isChecked(data) ? 3_000 : 30_000,
  })

/** `state` is part of the key: once the checks were run, their results are others. */
export const changeChecksQuery = (number: number, state: ChecksState) =>
  queryOptions({
    queryKey: ['changes', 'checks', number, state],
    queryFn: ({ signal }) => callApi<ChangeChecksDto>(`/api/v1/change-requests/${number}/checks`, { signal }),
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  })

/** `revision` and `latest` are part of the key: another text is another answer. */
export const changeTextsQuery = (number: number, moduleId: string, revision: number, latest: number | null) =>
  queryOptions({
    queryKey: ['changes', 'texts', number, moduleId, revision, latest],
    queryFn: ({ signal }) =>
      callApi<ChangeTextsDto>(`/api/v1/change-requests/${number}/edits/${encodeURIComponent(moduleId)}`, { signal }),
    // whoever edits goes on while production moves
    placeholderData: keepPreviousData,
  })

/** `revision` and `latest` are part of the key, as with texts. */
export const changeSetTextsQuery = (number: number, querySetId: string, revision: number, latest: number | null) =>
  queryOptions({
    queryKey: ['changes', 'set', number, querySetId, revision, latest],
    queryFn: ({ signal }) =>
      callApi<ChangeSetTextsDto>(`/api/v1/change-requests/${number}/query-sets/${encodeURIComponent(querySetId)}`, {
        signal,
      }),
    placeholderData: keepPreviousData,
  })
