import { expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import { whoOf } from '@/lib/services/actor'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createQuerySet } from './create-query-set'
import { listCheckRuns } from './list-check-runs'
import { runQuerySet } from './run-query-set'

it('keeps the latest runs of each release', async () => {
  const { workspaceId, actor } = await createTestWorkspace('kept-runs')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const queries = [{ text: 'What do herons eat?', checks: [{ kind: 'answered' as const }] }]
  const { id } = await createQuerySet(actor, { name: 'Herons', queries })
  const finish = () => runQuerySet(actor, { id })
  const first = await finish()
  const keepOld = (releaseId: string, count: number) =>
    prisma.checkRun.createMany({
      data: Array.from({ length: count }, (_, n) => ({
        ...{ workspaceId, querySetId: id, releaseId, setRevision: 1, queries: [], revision: 1 },
        ...{ id: `run_${releaseId}_${n}`, total: 1, startedBy: whoOf(actor), status: 'done' },
        startedAt: new Date(Date.UTC(2026, 0, 1, 0, n)),
      })),
    })
  await keepOld('production', LIMITS.runsPerRelease + 3)
  await keepOld('busy', LIMITS.runsPerRelease)
  const latest = await finish()
  const ofRelease = async (releaseId: string) =>
    (await listCheckRuns(actor, { id })).items.filter((run) => run.releaseId === releaseId)
  const kept = await ofRelease('production')
  expect(kept).toHaveLength(LIMITS.runsPerRelease)
  expect(kept.slice(0, 2).map((run) => run.id)).toEqual([latest.id, first.id])
  expect(await ofRelease('busy')).toHaveLength(LIMITS.runsPerRelease)
  // of many releases the oldest runs go first, and the newest of each last
  for (let n = 0; n < LIMITS.runsPerQuerySet / LIMITS.runsPerRelease; n++) await keepOld(`r${n}`, LIMITS.runsPerRelease)
  await finish()
  expect((await listCheckRuns(actor, { id })).items).toHaveLength(LIMITS.runsPerQuerySet)
  expect((await ofRelease('r7')).length).toBeGreaterThan(LIMITS.runsPerRelease - 10)
  expect((await ofRelease('production'))[1]?.id).toBe(latest.id)
})
