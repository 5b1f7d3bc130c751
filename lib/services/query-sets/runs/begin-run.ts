import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { LIMITS } from '@/lib/schemas/limits'
import type { RunSummaryDto } from '@/lib/schemas/query-sets/check-run'
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
    await makeRoomForRun(tx, workspaceId, querySetId, releaseId)
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

/** Of each release the newest runs are kept, and of all together the newest but for those. */
async function makeRoomForRun(
  tx: Transaction,
  workspaceId: string,
  querySetId: string,
  releaseId: string,
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "CheckRun" WHERE "workspaceId" = ${workspaceId} AND "id" IN (
      SELECT "id" FROM (
        SELECT "id", "releaseId", "at", row_number() OVER (ORDER BY "at", "startedAt" DESC, "id" DESC) AS "inAll"
        FROM (
          SELECT "id", "releaseId", "startedAt",
            row_number() OVER (PARTITION BY "releaseId" ORDER BY "startedAt" DESC, "id" DESC) AS "at"
          FROM "CheckRun" WHERE "workspaceId" = ${workspaceId} AND "querySetId" = ${querySetId}
        ) ofRelease
      ) ofAll
      WHERE "releaseId" = ${releaseId} AND "at" >= ${LIMITS.runsPerRelease} OR "inAll" >= ${LIMITS.runsPerQuerySet}
    )`
}
