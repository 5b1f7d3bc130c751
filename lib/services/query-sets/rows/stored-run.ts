import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { oneOf } from '@/lib/db/one-of'
import { AppError } from '@/lib/errors'
import { toActor } from '@/lib/schemas/actor'
import { checkRunSchema, RUN_STATUSES, type RunSummaryDto, runSummarySchema } from '@/lib/schemas/query-sets/check-run'

export const RUN_SELECT = {
  id: true,
  querySetId: true,
  releaseId: true,
  setRevision: true,
  revision: true,
  status: true,
  error: true,
  done: true,
  total: true,
  held: true,
  failed: true,
  skipped: true,
  broken: true,
  metrics: true,
  startedBy: true,
  startedAt: true,
  finishedAt: true,
} satisfies Prisma.CheckRunSelect

export const NEWEST_RUN = [{ startedAt: 'desc' }, { id: 'desc' }] satisfies Prisma.CheckRunOrderByWithRelationInput[]

type Row = Prisma.CheckRunGetPayload<{ select: typeof RUN_SELECT }>

export function toRunSummary({ status, metrics, startedAt, finishedAt, ...row }: Row): RunSummaryDto {
  return {
    ...row,
    status: oneOf(RUN_STATUSES, status),
    metrics: runSummarySchema.shape.metrics.parse(metrics),
    startedBy: toActor(row.startedBy),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}

export const parseResults = (results: unknown) => checkRunSchema.shape.results.parse(results)

/** @throws AppError NOT_FOUND, also for a run of a set that was deleted. */
export async function findRunSummary(workspaceId: string, id: string): Promise<RunSummaryDto> {
  const row = await prisma.checkRun.findFirst({
    where: { workspaceId, id, ...OF_KNOWN_SET },
    select: RUN_SELECT,
  })
  if (!row) throw runNotFound(id)
  return toRunSummary(row)
}

export function runNotFound(id: string): AppError {
  return new AppError('NOT_FOUND', 'There is no such run.', { entity: 'checkRun', id })
}

/** Runs of a set that was not deleted, and runs of a change request's version, whose set may not exist yet. */
export const OF_KNOWN_SET = { OR: [{ querySet: { deletedAt: null } }, { setRevision: { lt: 0 } }] }

/** Runs of a set as the change request that a release holds or follows wants it, or once wanted it. */
export const runsOfProposed = (releaseId: string) => ({ releaseId, setRevision: { lt: 0 } })
