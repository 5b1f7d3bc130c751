import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { callApi, toQuery } from '@/components/data/api-client'
import type { AnswerComparisonDto, AnswerComparisonSummaryDto } from '@/lib/schemas/changes/answer-comparison'
import type { AblationDto, AblationSummaryDto } from '@/lib/schemas/query-sets/ablation'
import type { CheckRunDto, ExplainedQueryDto, RunSummaryDto } from '@/lib/schemas/query-sets/check-run'
import type { NamedQuerySetDto } from '@/lib/schemas/query-sets/query-set'

/** In a release of a change request: as it is proposed there. */
export const querySetQuery = (id: string, release: string | undefined) =>
  queryOptions({
    queryKey: ['query-sets', 'one', id, release],
    queryFn: ({ signal }) =>
      callApi<NamedQuerySetDto>(`/api/v1/query-sets/${encodeURIComponent(id)}${toQuery({ release })}`, { signal }),
  })

/** In a release of a change request: of the set as it is proposed there. */
export const runsQuery = (id: string, release: string | undefined) =>
  queryOptions({
    queryKey: ['query-sets', 'runs', id, release],
    queryFn: ({ signal }) =>
      callApi<{ items: RunSummaryDto[] }>(`/api/v1/query-sets/${encodeURIComponent(id)}/runs${toQuery({ release })}`, {
        signal,
      }),
  })

/** `done` is part of the key: what has been found so far is read again as a run goes on. */
export const runQuery = (id: string | undefined, done: number) =>
  queryOptions({
    queryKey: ['query-sets', 'run', id, done],
    queryFn: ({ signal }) => callApi<CheckRunDto>(`/api/v1/check-runs/${encodeURIComponent(id ?? '')}`, { signal }),
    enabled: id !== undefined,
    placeholderData: keepPreviousData,
  })

/** In a release of a change request: of the set as it is proposed there. */
export const ablationsQuery = (id: string, release: string | undefined) =>
  queryOptions({
    queryKey: ['query-sets', 'ablations', id, release],
    queryFn: ({ signal }) =>
      callApi<{ items: AblationSummaryDto[] }>(
        `/api/v1/query-sets/${encodeURIComponent(id)}/ablations${toQuery({ release })}`,
        { signal },
      ),
  })

/** As with a run, `done` is part of the key. */
export const ablationQuery = (id: string | undefined, done: number) =>
  queryOptions({
    queryKey: ['query-sets', 'ablation', id, done],
    queryFn: ({ signal }) => callApi<AblationDto>(`/api/v1/ablations/${encodeURIComponent(id ?? '')}`, { signal }),
    enabled: id !== undefined,
    placeholderData: keepPreviousData,
  })

/** How often a comparison that is running is looked at. */
const FOLLOW_MS = 1_500

export const answerComparisonsQuery = (id: string, release: string | undefined) =>
  queryOptions({
    queryKey: ['query-sets', 'answers', id, release],
    queryFn: ({ signal }) =>
      callApi<{ items: AnswerComparisonSummaryDto[] }>(
        `/api/v1/query-sets/${encodeURIComponent(id)}/answer-comparisons${toQuery({ release })}`,
        { signal },
      ),
  })

export const answerComparisonQuery = (id: string) =>
  queryOptions({
    queryKey: ['query-sets', 'answer-comparison', id],
    queryFn: ({ signal }) =>
      callApi<AnswerComparisonDto>(`/api/v1/answer-comparisons/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? FOLLOW_MS : false),
  })

type Explained = { id: string; queryId: string; release: string | undefined; revision: number }

/** The set's revision is part of the key: an edited query is composed anew. */
export const explainQuery = ({ id, queryId, release, revision }: Explained) =>
  queryOptions({
    queryKey: ['query-sets', 'explain', id, queryId, release, revision],
    queryFn: ({ signal }) =>
      callApi<ExplainedQueryDto>(`/api/v1/query-sets/${encodeURIComponent(id)}/explain`, {
        json: { queryId, ...(release === undefined ? {} : { release }) },
        signal,
      }),
  })
