import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { releaseEntries } from '@/lib/db/releases/release-entries'
import { AppError } from '@/lib/errors'
import type { ReleaseChangeDto, ReleaseDto } from '@/lib/schemas/releases/release'

const SELECT = {
  id: true,
  name: true,
  baseId: true,
  createdAt: true,
  state: { select: { moduleCount: true, chunkCount: true, revision: true } },
  changeNumber: true,
  follows: true,
  draftOf: true,
  isFrozen: true,
  isProtected: true,
  change: { select: { title: true } },
} as const

/**
 * Releases of a workspace, those without a base first, then the newest first.
 * @param which must hold the base of each
 */
export async function readReleases(
  workspaceId: string,
  which: Pick<Prisma.ReleaseWhereInput, 'changeNumber' | 'draftOf' | 'momentAt' | 'OR'>,
): Promise<ReleaseDto[]> {
  const rows = await prisma.release.findMany({
    where: { workspaceId, ...which },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: SELECT,
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const differences = await countDifferences(
    workspaceId,
    rows.map(({ id }) => id),
  )
  const releases = rows.map((row) => {
    const base = row.baseId === null ? undefined : byId.get(row.baseId)
    return {
      id: row.id,
      name: row.change ? `#${row.changeNumber} ${row.change.title}` : row.name,
      baseId: row.baseId,
      modules: (row.state?.moduleCount ?? 0) + (base?.state?.moduleCount ?? 0),
      chunks: (row.state?.chunkCount ?? 0) + (base?.state?.chunkCount ?? 0),
      differences: differences.get(row.id) ?? 0,
      revision: row.state?.revision ?? 0,
      isFrozen: row.isFrozen,
      isProtected: row.isProtected,
      changeNumber: row.changeNumber,
      follows: row.follows,
      draftOf: row.draftOf,
      createdAt: row.createdAt.toISOString(),
    }
  })
  return [...releases.filter(({ baseId }) => baseId === null), ...releases.filter(({ baseId }) => baseId !== null)]
}

/** Of releases with a base. A frozen one may have entries for what its base holds again: they are no difference. */
async function countDifferences(workspaceId: string, ids: string[]): Promise<Map<string, number>> {
  const rows = await prisma.$queryRaw<{ id: string; differences: number }[]>`
    SELECT r."id", count(*)::int AS "differences"
    FROM "Release" r
    JOIN "ReleaseEntry" e ON e."workspaceId" = r."workspaceId" AND e."releaseId" = r."id"
    LEFT JOIN "ReleaseEntry" b ON b."workspaceId" = r."workspaceId" AND b."releaseId" = r."baseId"
      AND b."moduleId" = e."moduleId"
    WHERE r."workspaceId" = ${workspaceId} AND r."id" = ANY(${ids}::text[]) AND r."baseId" IS NOT NULL
      AND (NOT r."isFrozen" OR e."version" IS DISTINCT FROM b."version")
    GROUP BY r."id"`
  return new Map(rows.map(({ id, differences }) => [id, differences]))
}

/** The modules that a release holds other versions of than another, or that only one of them holds; by id. */
export function findChanges(workspaceId: string, before: string, after: string): Promise<ReleaseChangeDto[]> {
  return prisma.$queryRaw`
    SELECT v."moduleId", v."name", b."version" AS "before", a."version" AS "after",
      COALESCE(v."contentHash" = o."contentHash", false) AS "isSameText"
    FROM ${releaseEntries(workspaceId, before)} b
    FULL JOIN ${releaseEntries(workspaceId, after)} a ON a."moduleId" = b."moduleId"
    JOIN "ModuleVersion" v ON v."workspaceId" = ${workspaceId} AND v."moduleId" = COALESCE(a."moduleId", b."moduleId")
      AND v."version" = COALESCE(a."version", b."version")
    LEFT JOIN "ModuleVersion" o ON o."workspaceId" = ${workspaceId} AND o."moduleId" = b."moduleId"
      AND o."version" = b."version" AND a."version" IS NOT NULL
    WHERE a."version" IS DISTINCT FROM b."version"
    ORDER BY v."moduleId" COLLATE "C"`
}

/** @throws AppError NOT_FOUND */
export async function requireRelease(workspaceId: string, id: string): Promise<void> {
  if ((await prisma.release.count({ where: { workspaceId, id } })) === 0) throw releaseNotFound(id)
}

export function releaseNotFound(id: string): AppError {
  return new AppError('NOT_FOUND', `There is no release ${id}: choose another one.`, { entity: 'release', id })
}
