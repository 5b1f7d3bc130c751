import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { keptSetSchema } from '@/lib/schemas/change-query-set'
import { type CheckedQuery, type QuerySetDto, type QuerySetSummaryDto, querySetSchema } from '@/lib/schemas/query-set'
import { RUN_SELECT, toRunSummary } from './stored-run'

export const SET_SELECT = {
  id: true,
  name: true,
  description: true,
  isRequired: true,
  queryCount: true,
  checkCount: true,
  revision: true,
  editedByName: true,
  updatedAt: true,
  // runs of a change request's version have a negative revision: they ran another set
  runs: {
    where: { setRevision: { gt: 0 } },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: 1,
    select: RUN_SELECT,
  },
} satisfies Prisma.QuerySetSelect

type Row = Prisma.QuerySetGetPayload<{ select: typeof SET_SELECT }>

export function toQuerySetSummary({ queryCount, checkCount, updatedAt, runs, ...row }: Row): QuerySetSummaryDto {
  const [lastRun] = runs
  return {
    ...row,
    queries: queryCount,
    checks: checkCount,
    updatedAt: updatedAt.toISOString(),
    lastRun: lastRun ? toRunSummary(lastRun) : null,
  }
}

/** @throws AppError NOT_FOUND, also for one that was deleted. */
export async function requireQuerySet(workspaceId: string, id: string): Promise<QuerySetDto> {
  const row = await prisma.querySet.findFirst({
    where: { workspaceId, id, deletedAt: null },
    select: { ...SET_SELECT, queries: true },
  })
  if (!row) throw querySetNotFound(id)
  const { queries, ...rest } = row
  const { queries: _, ...summary } = toQuerySetSummary(rest)
  return { ...summary, queries: parseQueries(queries), proposal: null }
}

/** @throws AppError NOT_FOUND */
export function requireQuery(queries: CheckedQuery[], id: string): CheckedQuery {
  const query = queries.find((each) => each.id === id)
  if (!query) throw new AppError('NOT_FOUND', 'There is no such query in this set.', { entity: 'query', id })
  return query
}

export const parseQueries = (queries: unknown): CheckedQuery[] => querySetSchema.shape.queries.parse(queries)

export function querySetNotFound(id: string): AppError {
  return new AppError('NOT_FOUND', 'There is no such query set.', { entity: 'querySet', id })
}

/**
 * A query set as a release sees it. The release of a change request sees the set as the request wants it; its `revision`
 * is then negative. A set that the request deletes is still there until the request is merged.
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
