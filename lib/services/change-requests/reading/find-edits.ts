import { prisma } from '@/lib/db/client'
import { oneOf } from '@/lib/db/one-of'
import { nearVersions, pickVersions } from '@/lib/db/versions/near-versions'
import { toActor } from '@/lib/schemas/actor'
import { type ChangeEditDto, EDIT_KINDS, type EditKind } from '@/lib/schemas/changes/change-request'
import type { ChangeTarget } from '@/lib/services/change-requests/record/find-target'
import { findConflicts } from './find-conflicts'

export const toKind = (kind: string): EditKind => oneOf(EDIT_KINDS, kind)

type Of = {
  number: number
  /** Into which it may still be merged; null where it has ended. */
  target: ChangeTarget | null
}

/** The edits of a change request by module, without their texts. */
export async function findEdits(workspaceId: string, { number, target }: Of): Promise<ChangeEditDto[]> {
  const edits = await prisma.changeRequestEdit.findMany({
    where: { workspaceId, number },
    select: {
      ...{ moduleId: true, name: true, kind: true, baseVersion: true, wantedVersion: true, revision: true },
      ...{ version: true, editedBy: true, updatedAt: true, curationBase: true, isBaseGone: true, path: true },
    },
    orderBy: { moduleId: 'asc' },
  })
  const conflicts = target ? await findConflicts(prisma, workspaceId, target, edits) : []
  const paths = await findPaths(workspaceId, edits)
  const curations = await countCurations(workspaceId, number)
  return edits.map(
    ({ kind, version, updatedAt, curationBase: _, path, ...edit }, i): ChangeEditDto => ({
      ...edit,
      move: toMove(path, paths.get(edit.moduleId) ?? null),
      editedBy: toActor(edit.editedBy),
      curation: curations.get(edit.moduleId) ?? null,
      kind: toKind(kind),
      updatedAt: updatedAt.toISOString(),
      conflict: conflicts[i] ?? null,
      version: version !== null && version > 0 ? version : null,
    }),
  )
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

/** Where the modules stood whose edits say where they are to stand. */
async function findPaths(
  workspaceId: string,
  edits: { moduleId: string; baseVersion: number; isBaseGone: boolean; path: string | null }[],
): Promise<Map<string, string | null>> {
  const placed = edits.filter(({ path, baseVersion, isBaseGone }) => path !== null && baseVersion > 0 && !isBaseGone)
  if (placed.length === 0) return new Map()
  const keys = placed.map(({ moduleId, baseVersion: version }) => ({ moduleId, version }))
  const rows = await prisma.moduleVersion.findMany({
    where: { workspaceId, ...nearVersions(keys) },
    select: { moduleId: true, version: true, path: true },
  })
  return new Map(pickVersions(rows, keys).map(({ moduleId, path }) => [moduleId, path]))
}

const toMove = (to: string | null, from: string | null): ChangeEditDto['move'] =>
  to === null || to === from ? null : { from, to }
