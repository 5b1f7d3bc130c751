import { prisma } from '@/lib/db/client'
import type { ReleaseDetailDto } from '@/lib/schemas/releases/release'
import { readReleases, releaseNotFound } from './read-releases'

/** A release with what it differs from its base by. @throws AppError NOT_FOUND. */
export async function readRelease(workspaceId: string, id: string): Promise<ReleaseDetailDto> {
  const release = (await readReleases(workspaceId, { OR: [{ id }, { derived: { some: { id } } }] })).find(
    (each) => each.id === id,
  )
  if (!release) throw releaseNotFound(id)
  const entries = release.baseId === null ? [] : await readDifferences(workspaceId, id)
  return { ...release, entries }
}

function readDifferences(workspaceId: string, releaseId: string): Promise<ReleaseDetailDto['entries']> {
  return prisma.$queryRaw`
    SELECT e."moduleId", v."name", e."version", b."version" AS "baseVersion", c."number" AS "proposedIn"
    FROM "ReleaseEntry" e
    JOIN "Release" r ON r."workspaceId" = e."workspaceId" AND r."id" = e."releaseId"
    JOIN "Module" m ON m."workspaceId" = e."workspaceId" AND m."id" = e."moduleId"
    LEFT JOIN "ReleaseEntry" b ON b."workspaceId" = e."workspaceId" AND b."releaseId" = r."baseId"
      AND b."moduleId" = e."moduleId"
    JOIN "ModuleVersion" v ON v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId"
      AND v."version" = COALESCE(e."version", b."version", m."latestVersion")
    LEFT JOIN "ChangeRequestEdit" c ON c."workspaceId" = e."workspaceId" AND c."moduleId" = e."moduleId"
      AND c."version" = e."version" AND e."version" < 0
    WHERE e."workspaceId" = ${workspaceId} AND e."releaseId" = ${releaseId}
      AND (NOT r."isFrozen" OR e."version" IS DISTINCT FROM b."version")
    ORDER BY e."moduleId" COLLATE "C"`
}
