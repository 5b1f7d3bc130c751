import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/release'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { type RunSummaryDto, runQuerySetSchema, runSummarySchema } from '@/lib/schemas/check-run'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { continueRun, readRevision } from './continue-run'
import { requireSetIn } from './find-set-in'

/**
 * Begins to hold a query set against a release, and works on it for a moment; while the run's status is `running`,
 * `continueCheckRun` goes on. The oldest runs of the set are deleted when there are too many.
 * @throws AppError NOT_FOUND; VALIDATION for a set without queries
 */
export const runQuerySet = verb({
  name: 'runQuerySet',
  scope: 'compose',
  effect: 'write',
  input: runQuerySetSchema,
  output: runSummarySchema,
  run: async ({ actor, workspaceId }, { id, release }) =>
    beginRun(actor, id, releaseOf(workspaceId, release).releaseId),
})

/** @throws AppError as `runQuerySet` does */
export async function beginRun(actor: Actor, querySetId: string, releaseId: string): Promise<RunSummaryDto> {
  const { workspaceId } = actor
  const { queries, revision: setRevision } = await requireSetIn(workspaceId, querySetId, releaseId)
  const revision = await readRevision(workspaceId, releaseId)
  if (queries.length === 0) {
    throw new AppError('VALIDATION', 'This query set is empty: add a query with a check first.', {
      fields: { id: 'has no queries' },
    })
  }
  const id = newId('run')
  await prisma.$transaction(async (tx) => {
    const old = await tx.checkRun.findMany({
      where: { workspaceId, querySetId },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      skip: LIMITS.runsPerQuerySet - 1,
      select: { id: true },
    })
    await tx.checkRun.deleteMany({ where: { workspaceId, id: { in: old.map((run) => run.id) } } })
    await tx.checkRun.create({
      data: {
        ...{ workspaceId, id, querySetId, releaseId, setRevision, queries, revision },
        total: queries.length,
        startedByName: actor.name,
      },
      select: { id: true },
    })
  })
  return continueRun(actor, id)
}
