import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { releaseOf } from '@/lib/db/releases/release'
import { AppError } from '@/lib/errors'
import { toActor } from '@/lib/schemas/actor'
import { keptSetSchema } from '@/lib/schemas/changes/change-query-set'
import {
  type CheckedQuery,
  type QuerySetDto,
  type QuerySetSummaryDto,
  querySetSchema,
} from '@/lib/schemas/query-sets/query-set'
import { requireRelease } from '@/lib/services/releases/rows/read-releases'
import { NEWEST_RUN, RUN_SELECT, runsOfProposed, toRunSummary } from './stored-run'

/** With the latest run in a release. */
const selectSet = (releaseId: string) =>
  ({
    id: true,
    name: true,
    description: true,
    isRequired: true,
    queryCount: true,
    checkCount: true,
    revision: true,
    editedBy: true,
    updatedAt: true,
    // runs of a change request's version have a negative revision: they ran another set
    runs: { where: { releaseId, setRevision: { gt: 0 } }, orderBy: NEWEST_RUN, take: 1, select: RUN_SELECT },
  }) satisfies Prisma.QuerySetSelect

type Row = Prisma.QuerySetGetPayload<{ select: ReturnType<typeof selectSet> }>

function toQuerySetSummary({ queryCount, checkCount, updatedAt, runs, ...row }: Row): QuerySetSummaryDto {
  const [lastRun] = runs
  return {
    ...row,
    editedBy: toActor(row.editedBy),
    queries: queryCount,
    checks: checkCount,
    updatedAt: updatedAt.toISOString(),
    lastRun: lastRun ? toRunSummary(lastRun) : null,
  }
}

/**
 * The set as it is, with its latest run in a release, production when none is named.
 * @throws AppError NOT_FOUND, also for one that was deleted.
 */
export async function requireQuerySet(workspaceId: string, id: string, release?: string): Promise<QuerySetDto> {
  const row = await prisma.querySet.findFirst({
    where: { workspaceId, id, deletedAt: null },
    select: { ...selectSet(releaseOf(workspaceId, release).releaseId), queries: true },
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
 * A query set as a release sees it, with its latest run there. The release of a change request, and one that follows it, see
 * the set as the request wants it; its `revision` is then negative. A set that the request deletes is still there until the
 * request is merged.
 * @throws AppError NOT_FOUND, also for a release that is not there.
 */
export async function requireSetIn(workspaceId: string, id: string, releaseId: string): Promise<QuerySetDto> {
  await requireRelease(workspaceId, releaseId)
  const proposed = await prisma.changeRequestQuerySet.findFirst({
    where: { querySetId: id, ...proposedIn(workspaceId, releaseId) },
    omit: { base: true },
  })
  const isNew = proposed?.kind === 'create'
  if (!isNew) {
    const set = await requireQuerySet(workspaceId, id, releaseId)
    if (!proposed) return set
  }
  return toProposedSet(proposed, releaseId)
}

/**
 * All query sets as a release sees them, by name; those too that its change request, or that which it follows, creates.
 * @throws AppError NOT_FOUND
 */
export async function listSetsIn(workspaceId: string, releaseId: string): Promise<QuerySetSummaryDto[]> {
  await requireRelease(workspaceId, releaseId)
  const [rows, edits] = await Promise.all([
    prisma.querySet.findMany({ where: { workspaceId, deletedAt: null }, select: selectSet(releaseId) }),
    prisma.changeRequestQuerySet.findMany({ where: proposedIn(workspaceId, releaseId), omit: { base: true } }),
  ])
  const proposed = await Promise.all(edits.map((edit) => toProposedSet(edit, releaseId)))
  const sets = new Map(rows.map((row) => [row.id, toQuerySetSummary(row)]))
  for (const { proposal, queries, ...set } of proposed) {
    if (proposal?.isNew || sets.has(set.id)) sets.set(set.id, { ...set, queries: queries.length })
  }
  return [...sets.values()].sort((x, y) => x.name.localeCompare(y.name, 'en') || (x.id < y.id ? -1 : 1))
}

/** Of the change request that a release holds or follows. */
const proposedIn = (workspaceId: string, releaseId: string): Prisma.ChangeRequestQuerySetWhereInput => ({
  ...{ workspaceId, kind: { not: 'delete' } },
  request: { OR: [{ release: { id: releaseId } }, { followers: { some: { id: releaseId } } }] },
})

type Proposed = Prisma.ChangeRequestQuerySetGetPayload<{ omit: { base: true } }>

async function toProposedSet(proposed: Proposed, releaseId: string): Promise<QuerySetDto> {
  const { workspaceId, querySetId: id, kind, number, wanted, version, revision, editedBy, updatedAt } = proposed
  const lastRun = await prisma.checkRun.findFirst({
    where: { workspaceId, querySetId: id, ...runsOfProposed(releaseId) },
    orderBy: NEWEST_RUN,
    select: RUN_SELECT,
  })
  const { queries, ...kept } = keptSetSchema.parse(wanted)
  return {
    ...kept,
    ...{ id, revision: version, editedBy: toActor(editedBy), updatedAt: updatedAt.toISOString() },
    queries: parseQueries(queries),
    checks: queries.reduce((sum, { checks }) => sum + checks.length, 0),
    lastRun: lastRun && toRunSummary(lastRun),
    proposal: { number, isNew: kind === 'create', revision },
  }
}
