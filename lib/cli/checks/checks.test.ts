import { describe, expect, it } from 'vitest'
import type { CheckRunDto } from '@/lib/schemas/query-sets/check-run'
import { runChecks } from './run-checks'
import { tellRun } from './tell-run'
import { toJUnit } from './to-junit'

const opens = { tab: 'candidates' as const }
const RUN: CheckRunDto = {
  ...{ id: 'run_1', querySetId: 'qs_1', releaseId: 'production', setRevision: 1, revision: 4, status: 'done' },
  ...{
    error: null,
    done: 2,
    total: 2,
    held: 1,
    failed: 1,
    skipped: 1,
    broken: 1,
    startedBy: { kind: 'apiKey' as const, id: 'k', name: 'ci' },
  },
  metrics: { recall: 1, ndcg: 0.5, mrr: 0.25, sent: 1 },
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:00:02.000Z',
  results: [
    {
      queryId: 'undo',
      text: 'Undo <it> & "now"?\u0001',
      outcomes: [
        { check: { kind: 'answered' }, status: 'holds', because: 'Knowledge of 1 module is sent.', opens },
        { check: { kind: 'includes', module: 'a' }, status: 'fails', because: '“A” is not sent: too weak.', opens },
        { check: { kind: 'samePrefix' }, status: 'skipped', because: 'There is no earlier run.', opens },
      ],
    },
    { queryId: 'lost', text: 'Lost?', outcomes: [], error: 'There is no policy nowhere.' },
  ],
}

describe('a run for other programs', () => {
  it('is JUnit, with a case for each check', () => {
    const xml = toJUnit('My "set"', RUN)
    expect(xml).toContain('<testsuite name="My &quot;set&quot;" tests="4" failures="1" errors="1" skipped="1"')
    expect(xml.match(/<testcase /g)).toHaveLength(4)
    expect(xml).toContain(
      'name="Undo &lt;it&gt; &amp; &quot;now&quot;?  · includes a"><failure message="“A” is not sent: too weak."/>',
    )
    expect(xml).toContain('<skipped message="There is no earlier run."/>')
    expect(xml).toContain('<error message="There is no policy nowhere."/>')
  })

  it('says what fails and why, then counts', () => {
    const text = tellRun('Deploying', RUN)
    expect(text).toContain('· includes a\n    “A” is not sent: too weak.')
    expect(text).toContain('! Lost?\n    There is no policy nowhere.')
    expect(text).toContain('Deploying · production · 1 holds, 1 fails, 1 skipped, 1 query could not be composed')
    expect(text).toContain('recall@10 1.000, nDCG@10 0.500, MRR 0.250')
  })
})

describe('runChecks', () => {
  const set = { id: 'qs_1', name: 'Deploying' }
  const server = (sets = [set], slices = 2) => {
    const calls: string[] = []
    let left = slices
    const call = async <T>(path: string) => {
      calls.push(path)
      const run = { ...RUN, status: --left > 0 ? 'running' : 'done' }
      const answers: Record<string, unknown> = { '/query-sets': { items: sets }, '/query-sets/import': set }
      return (answers[path] ?? run) as T
    }
    return { call, calls }
  }

  it('goes on until the run has ended', async () => {
    const { call, calls } = server([set], 4)
    await runChecks(call, { named: 'Deploying', deadlineMs: 60_000 })
    expect(calls).toEqual([
      '/query-sets',
      '/query-sets/qs_1/runs',
      '/check-runs/run_1/continue',
      '/check-runs/run_1/continue',
      '/check-runs/run_1',
    ])
  })

  it('brings a file in first', async () => {
    const { call, calls } = server()
    await runChecks(call, { content: 'version: 1', deadlineMs: 60_000 })
    expect(calls[0]).toBe('/query-sets/import')
  })

  it('cancels what takes too long, and names no set that is called like another', async () => {
    const { call, calls } = server([set], 9)
    await expect(runChecks(call, { named: 'qs_1', deadlineMs: -1 })).rejects.toThrow(/longer --timeout/)
    expect(calls.at(-1)).toBe('/check-runs/run_1/cancel')
    const twice = server([set, { ...set, id: 'qs_2' }])
    await expect(runChecks(twice.call, { named: 'Deploying', deadlineMs: 1 })).rejects.toThrow(/by its id/)
    await expect(runChecks(twice.call, { named: 'Nothing', deadlineMs: 1 })).rejects.toThrow(/no query set/)
  })
})
