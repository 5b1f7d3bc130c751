import { expect, it } from 'vitest'
import type { RunSummaryDto } from '@/lib/schemas/query-sets/check-run'
import { toRunRows, toRunTable } from './run-rows'

const run = (startedAt: string, fields: Partial<RunSummaryDto> = {}): RunSummaryDto => ({
  ...{
    id: startedAt,
    querySetId: 's',
    releaseId: 'production',
    setRevision: 1,
    revision: 1,
    status: 'done',
    error: null,
  },
  ...{ done: 2, total: 2, held: 3, failed: 1, skipped: 0, broken: 0, metrics: null },
  ...{ startedBy: { kind: 'user' as const, id: 'u', name: 'Ada' }, startedAt, finishedAt: startedAt },
  ...fields,
})
const metrics = { recall: 1, ndcg: 0.5, mrr: 0.25, sent: 0.75, evidence: [0, 0.5, 1] }
const RUNS = [
  run('2026-03-04T10:00:00.000Z', { releaseId: 'staging', held: 0, failed: 0 }),
  run('2026-03-03T10:00:00.000Z', { revision: 2, metrics }),
  run('2026-03-02T10:00:00.000Z', {}),
  run('2026-03-01T10:00:00.000Z', {}),
]

it('puts runs in the order of time, and marks where what they ran against became another', () => {
  const { rows, marks } = toRunRows(RUNS, (id) => `the ${id}`)
  expect(rows.map(({ tick, held }) => [tick, held])).toEqual([
    ['1 Mar', 0.75],
    ['2 Mar', 0.75],
    ['3 Mar', 0.75],
    ['4 Mar', null],
  ])
  expect(rows[2]).toMatchObject({ recall: 1, ndcg: 0.5, sent: 0.75 })
  expect(marks).toEqual([
    { at: 0, label: 'the production 1' },
    { at: 2, label: 'the production 2' },
    { at: 3, label: 'the staging 1' },
  ])
})

it('tells all of a run to other programs', () => {
  const [head, , second] = toRunTable(RUNS)
  const told = Object.fromEntries(head!.map((name, at) => [name, second![at]]))
  expect(told).toMatchObject({
    release: 'production',
    revision: 2,
    held: 3,
    failed: 1,
    'recall@10': 1,
    'evidence@2000': 0.5,
  })
})
