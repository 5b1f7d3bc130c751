import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { oneOf } from '@/lib/db/one-of'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { toActor, toActorOrNull } from '@/lib/schemas/actor'
import {
  CHANGE_STATUSES,
  type ChangeEditDto,
  type ChangeRequestDto,
  type ChangeStatus,
  type ChangeSummaryDto,
  EDIT_KINDS,
  type EditKind,
} from '@/lib/schemas/changes/change-request'
import { type ChangeTarget, findTarget } from '@/lib/services/change-requests/record/find-target'
import {
  countChecks,
  findRequired,
  stateOfChecks,
  tellFailing,
} from '@/lib/services/change-requests/reviews/find-required'
import { findReviews } from '@/lib/services/change-requests/reviews/find-reviews'
import { findTouched } from '@/lib/services/change-requests/reviews/note-effect'
import { changeNotFound } from '@/lib/services/discussion/threads/find-threads'
import { findConflicts } from './find-conflicts'
import { findDependencyProblems } from './find-dependency-problems'
import { findPolicies } from './find-policies'
import { findQuerySets } from './find-query-sets'

export const CHANGE_SELECT = {
  number: true,
  title: true,
  status: true,
  author: true,
  createdAt: true,
  updatedAt: true,
  endedAt: true,
  endedBy: true,
  revertsNumber: true,
  targetId: true,
} satisfies Prisma.ChangeRequestSelect

type Row = Prisma.ChangeRequestGetPayload<{ select: typeof CHANGE_SELECT }>

const toStatus = (status: string): ChangeStatus => oneOf(CHANGE_STATUSES, status)
export const toKind = (kind: string): EditKind => oneOf(EDIT_KINDS, kind)
export const isOpen = (status: string): boolean => status === 'draft' || status === 'open'

export function toChangeSummary(
  row: Row,
  { isProtected: _, ...target }: ChangeTarget,
  counts: Pick<ChangeSummaryDto, 'edits' | 'conflicts'>,
  state: Pick<ChangeSummaryDto, 'standing' | 'checksProblem' | 'checks' | 'checksState' | 'touched'>,
): ChangeSummaryDto {
  const { status, createdAt, updatedAt, endedAt, targetId: __, ...rest } = row
  return {
    ...rest,
    author: toActor(row.author),
    endedBy: toActorOrNull(row.endedBy),
    target,
    status: toStatus(status),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    ...counts,
    ...state,
  }
}

/** @throws AppError NOT_FOUND */
export async function requireChange(workspaceId: string, number: number): Promise<ChangeRequestDto> {
  const row = await prisma.changeRequest.findUnique({
    where: { workspaceId_number: { workspaceId, number } },
    select: {
      ...CHANGE_SELECT,
      description: true,
      baseRevision: true,
      bypassReason: true,
      release: { select: { id: true } },
      edits: {
        select: {
          ...{ moduleId: true, kind: true, baseVersion: true, wantedVersion: true, revision: true, version: true },
          ...{ editedBy: true, updatedAt: true, curationBase: true, isBaseGone: true, path: true },
        },
        orderBy: { moduleId: 'asc' },
      },
    },
  })
  if (!row) throw changeNotFound(number)
  const { description, baseRevision, bypassReason, release, edits, ...rest } = row
  const target = await findTarget(prisma, workspaceId, row.targetId)
  const conflicts = isOpen(row.status) ? await findConflicts(prisma, workspaceId, target, edits) : []
  const names = await findNames(workspaceId, edits)
  const paths = await findPaths(workspaceId, edits)
  const curations = await countCurations(workspaceId, number)
  const items = edits.map(
    ({ kind, version, updatedAt, curationBase: _, isBaseGone: __, path, ...edit }, i): ChangeEditDto => ({
      ...edit,
      move: toMove(path, paths.get(edit.moduleId) ?? null),
      editedBy: toActor(edit.editedBy),
      curation: curations.get(edit.moduleId) ?? null,
      name: names.get(edit.moduleId) ?? edit.moduleId,
      kind: toKind(kind),
      updatedAt: updatedAt.toISOString(),
      conflict: conflicts[i] ?? null,
      version: version !== null && version > 0 ? version : null,
    }),
  )
  const policies = await findPolicies(prisma, workspaceId, number, isOpen(row.status))
  const querySets = await findQuerySets(prisma, workspaceId, number, isOpen(row.status))
  const releaseId = isOpen(row.status) ? (release?.id ?? null) : null
  const { staleness: _, standing, ...reviewed } = await findReviews(prisma, workspaceId, number)
  const required = releaseId === null ? [] : await findRequired(prisma, workspaceId, releaseId)
  const inConflict = [...conflicts, ...[...policies, ...querySets].map(({ conflict }) => conflict)].filter(Boolean)
  const { edits: __, ...summary } = toChangeSummary(
    rest,
    target,
    { edits: edits.length, conflicts: inConflict.length },
    {
      standing: row.status === 'open' ? standing : null,
      checksProblem: tellFailing(required),
      checks: countChecks(required),
      checksState: stateOfChecks(required),
      touched:
        (await findTouched(prisma, workspaceId, releaseId === null ? [] : [{ number, releaseId }])).get(number) ?? null,
    },
  )
  const moduleIds = edits.map(({ moduleId }) => moduleId)
  const { cycle, missing } =
    releaseId === null
      ? { cycle: null, missing: [] }
      : await findDependencyProblems(prisma, workspaceId, { releaseId, target, moduleIds })
  return {
    ...summary,
    cycle: target.isProduction ? cycle : null,
    warnings: [...(cycle === null || target.isProduction ? [] : [cycle]), ...missing],
    description,
    baseRevision,
    releaseId,
    edits: items,
    policies,
    querySets,
    ...reviewed,
    bypassReason,
  }
}

type Counts = NonNullable<ChangeEditDto['curation']>

/** In the database, which need not send the entries to count them. */
async function countCurations(workspaceId: string, number: number): Promise<Map<string, Counts>> {
  const rows = await prisma.$queryRaw<(Counts & { moduleId: string })[]>`
    SELECT e."moduleId", e."curationBase" AS "baseVersion",
      (count(*) FILTER (WHERE (c."entry"->>'isExcluded')::boolean))::int AS "excluded",
      COALESCE(sum(jsonb_array_length(c."entry"->'keywords')), 0)::int AS "keywords",
      COALESCE(sum(jsonb_array_length(c."entry"->'questions')), 0)::int AS "questions"
    FROM "ChangeRequestEdit" e
    LEFT JOIN LATERAL jsonb_array_elements(e."curation") AS c("entry") ON true
    WHERE e."workspaceId" = ${workspaceId} AND e."number" = ${number} AND e."curation" IS NOT NULL
    GROUP BY e."moduleId", e."curationBase"`
  return new Map(rows.map(({ moduleId, ...counts }) => [moduleId, counts]))
}

/** As the edits have them, and else as the version that they began with. */
async function findNames(
  workspaceId: string,
  edits: { moduleId: string; version: number | null; wantedVersion: number | null; baseVersion: number }[],
): Promise<Map<string, string>> {
  if (edits.length === 0) return new Map()
  const keys = edits.map(({ moduleId, version, wantedVersion, baseVersion }) => ({
    moduleId,
    version: version ?? wantedVersion ?? baseVersion,
  }))
  const rows = await prisma.moduleVersion.findMany({
    where: { workspaceId, OR: keys },
    select: { moduleId: true, name: true },
  })
  return new Map(rows.map(({ moduleId, name }) => [moduleId, name]))
}

/** Where the modules stood whose edits say where they are to stand. */
async function findPaths(
  workspaceId: string,
  edits: { moduleId: string; baseVersion: number; path: string | null }[],
): Promise<Map<string, string | null>> {
  const placed = edits.filter(({ path, baseVersion }) => path !== null && baseVersion > 0)
  if (placed.length === 0) return new Map()
  const rows = await prisma.moduleVersion.findMany({
    where: { workspaceId, OR: placed.map(({ moduleId, baseVersion: version }) => ({ moduleId, version })) },
    select: { moduleId: true, path: true },
  })
  return new Map(rows.map(({ moduleId, path }) => [moduleId, path]))
}

const toMove = (to: string | null, from: string | null): ChangeEditDto['move'] =>
  to === null || to === from ? null : { from, to }

const OPEN_SELECT = {
  title: true,
  status: true,
  targetId: true,
  release: { select: { id: true } },
} satisfies Prisma.ChangeRequestSelect

/**
 * The change request in a transaction that changes it; call it after `bumpForReleases` or `bumpRevision`, whose lock keeps
 * others from ending it meanwhile.
 * @throws AppError NOT_FOUND; CONFLICT for one that was merged or closed
 */
export async function requireOpenChange(tx: Transaction, workspaceId: string, number: number) {
  const row = await tx.changeRequest.findUnique({
    where: { workspaceId_number: { workspaceId, number } },
    select: OPEN_SELECT,
  })
  if (!row) throw changeNotFound(number)
  if (!isOpen(row.status)) throw hasEnded(number, row.status)
  return row
}

export function hasEnded(number: number, status: string): AppError {
  const what = status === 'merged' ? 'was merged' : 'is closed: reopen it first'
  return new AppError('CONFLICT', `The change request #${number} ${what}.`, {
    entity: 'changeRequest',
    id: `${number}`,
    status,
  })
}

export function setEditNotFound(number: number, querySetId: string): AppError {
  return new AppError('NOT_FOUND', `The change request #${number} does not edit this query set.`, {
    entity: 'changeQuerySet',
    id: querySetId,
  })
}

export function editNotFound(number: number, moduleId: string): AppError {
  return new AppError('NOT_FOUND', `The change request #${number} does not edit the module “${moduleId}”.`, {
    entity: 'changeEdit',
    id: moduleId,
  })
}
