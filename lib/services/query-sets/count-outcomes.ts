import type { QueryResultDto, RunSummaryDto } from '@/lib/schemas/check-run'

type Counts = Pick<RunSummaryDto, 'held' | 'failed' | 'skipped' | 'broken'>

/** What came of the checks of some queries. */
export function countOutcomes(results: Pick<QueryResultDto, 'outcomes' | 'error'>[]): Counts {
  const statuses = results.flatMap(({ outcomes }) => outcomes.map(({ status }) => status))
  const count = (wanted: string) => statuses.filter((status) => status === wanted).length
  return {
    held: count('holds'),
    failed: count('fails'),
    skipped: count('skipped'),
    broken: results.filter(({ error }) => error !== undefined).length,
  }
}

/** Means over the labelled queries; null where there is none. */
export function meanMetrics(results: Pick<QueryResultDto, 'metrics'>[]): RunSummaryDto['metrics'] {
  const rated = results.flatMap(({ metrics }) => metrics ?? [])
  if (rated.length === 0) return null
  const mean = (name: 'recall' | 'ndcg' | 'mrr' | 'sent') =>
    rated.reduce((sum, metrics) => sum + metrics[name], 0) / rated.length
  return { recall: mean('recall'), ndcg: mean('ndcg'), mrr: mean('mrr'), sent: mean('sent') }
}
