import type { LinesProps } from '@/components/chart/lines'
import type { RunSummaryDto } from '@/lib/schemas/query-sets/check-run'

export const RUN_SERIES = [
  { key: 'held', label: 'checks that hold', color: 'var(--accent)' },
  { key: 'recall', label: 'labels in the first 10', color: 'var(--fg)', dash: '6 3' },
  { key: 'ndcg', label: 'order (nDCG@10)', color: 'var(--fg-muted)', dash: '2 2' },
  { key: 'sent', label: 'labels that are sent', color: 'var(--fg)', dash: '8 3 2 3' },
] as const

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const MINUTE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** Runs for a picture: shares in the order of time, and a mark where the library, or the release, became another. */
export function toRunRows(
  runs: readonly RunSummaryDto[],
  nameRelease: (id: string) => string,
): Pick<LinesProps, 'rows' | 'marks'> {
  const ordered = runs.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
  const stateOf = ({ releaseId, revision }: RunSummaryDto) => `${nameRelease(releaseId)} ${revision}`
  const rows = ordered.map((run, at) => {
    const checks = run.held + run.failed + run.broken
    return {
      at,
      tick: DAY.format(new Date(run.startedAt)),
      name: `${MINUTE.format(new Date(run.startedAt))} · ${stateOf(run)}`,
      held: checks === 0 ? null : run.held / checks,
      recall: run.metrics?.recall ?? null,
      ndcg: run.metrics?.ndcg ?? null,
      sent: run.metrics?.sent ?? null,
    }
  })
  const marks = ordered.flatMap((run, at) => {
    const before = ordered[at - 1]
    return before && stateOf(before) === stateOf(run) ? [] : [{ at, label: stateOf(run) }]
  })
  return { rows, marks }
}

/** Runs as a table for other programs, the latest first. */
export function toRunTable(runs: readonly RunSummaryDto[]): (string | number | null)[][] {
  const head = ['run', 'startedAt', 'by', 'release', 'revision', 'setRevision', 'held', 'failed', 'skipped', 'broken']
  const rates = ['recall@10', 'ndcg@10', 'mrr', 'sent', 'evidence@1000', 'evidence@2000', 'evidence@4000']
  const rows = runs.map(({ metrics: m, ...run }) => [
    ...[run.id, run.startedAt, run.startedBy.name, run.releaseId, run.revision, run.setRevision],
    ...[run.held, run.failed, run.skipped, run.broken],
    ...[m?.recall ?? null, m?.ndcg ?? null, m?.mrr ?? null, m?.sent ?? null],
    ...[0, 1, 2].map((at) => m?.evidence?.[at] ?? null),
  ])
  return [[...head, ...rates], ...rows]
}
