import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import type { RunSummaryDto } from '@/lib/schemas/check-run'
import { LIMITS } from '@/lib/schemas/limits'
import { type Actor, whoOf } from '@/lib/services/actor'
import { requireSetIn } from '@/lib/services/query-sets/rows/stored-set'
import { readRevision } from '@/lib/services/workspaces/state/read-revision'
import { continueRun } from './continue-run'

/** @throws AppError NOT_FOUND; VALIDATION for a set without queries */
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
        startedBy: whoOf(actor),
      },
      select: { id: true },
    })
  })
  return continueRun(actor, id)
}
