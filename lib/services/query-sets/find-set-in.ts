import { prisma } from '@/lib/db/client'
import { keptSetSchema } from '@/lib/schemas/change-query-set'
import type { QuerySetDto } from '@/lib/schemas/query-set'
import { parseQueries, requireQuerySet } from './find-query-set'
import { RUN_SELECT, toRunSummary } from './to-run'

/**
 * A query set as it is held against a release: in that of a change request that changes or creates it, as the request wants
 * it, and then its `revision` is negative. One that the request deletes is there until it is merged.
 * @throws AppError NOT_FOUND
 */
export async function requireSetIn(workspaceId: string, id: string, releaseId: string): Promise<QuerySetDto> {
  const proposed = await prisma.changeRequestQuerySet.findFirst({
    where: { workspaceId, querySetId: id, kind: { not: 'delete' }, request: { release: { id: releaseId } } },
    omit: { base: true },
  })
  const isNew = proposed?.kind === 'create'
  if (!isNew) {
    const set = await requireQuerySet(workspaceId, id)
    if (!proposed) return set
  }
  const { number, wanted, version, revision, editedByName, updatedAt } = proposed
  const lastRun = await prisma.checkRun.findFirst({
    where: { workspaceId, querySetId: id, releaseId, setRevision: version },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    select: RUN_SELECT,
  })
  const { queries, ...kept } = keptSetSchema.parse(wanted)
  return {
    ...kept,
    ...{ id, revision: version, editedByName, updatedAt: updatedAt.toISOString() },
    queries: parseQueries(queries),
    checks: queries.reduce((sum, { checks }) => sum + checks.length, 0),
    lastRun: lastRun && toRunSummary(lastRun),
    proposal: { number, isNew, revision },
  }
}
