import { EVIDENCE_BUDGETS } from '@/lib/engine'
import type { QueryResultDto, RunSummaryDto } from '@/lib/schemas/query-sets/check-run'

type Counts = Pick<RunSummaryDto, 'held' | 'failed' | 'skipped' | 'broken'>

/** How many checks held, failed and were skipped, and how many queries could not be composed. */
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
  const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const mean = (name: 'recall' | 'ndcg' | 'mrr' | 'sent') => meanOf(rated.map((metrics) => metrics[name]))
  // results of a run that began before an upgrade may have no evidence
  const evidence = rated.flatMap((metrics) => (metrics.evidence ? [metrics.evidence] : []))
  const means = EVIDENCE_BUDGETS.map((_, at) => meanOf(evidence.map((shares) => shares[at] ?? 0)))
  const isWhole = evidence.length === rated.length
  return {
    ...{ recall: mean('recall'), ndcg: mean('ndcg'), mrr: mean('mrr'), sent: mean('sent') },
    ...(isWhole ? { evidence: means } : {}),
  }
}
