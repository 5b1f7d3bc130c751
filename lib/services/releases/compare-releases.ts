import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/release'
import { releaseEntries } from '@/lib/db/releases/release-entries'
import { LIMITS } from '@/lib/schemas/limits'
import { compareReleasesSchema, type ReleaseChangeDto, releaseComparisonSchema } from '@/lib/schemas/release'
import { verb } from '@/lib/services/verb'
import { requireRelease } from './read-releases'

/** What one release holds that another does not, module by module. @throws AppError NOT_FOUND. */
export const compareReleases = verb({
  name: 'compareReleases',
  scope: 'read',
  effect: 'read',
  input: compareReleasesSchema,
  output: releaseComparisonSchema,
  run: async ({ workspaceId }, { id, from }) => {
    const { releaseId: before } = releaseOf(workspaceId, from)
    await requireRelease(workspaceId, id)
    await requireRelease(workspaceId, before)
    const changes = await findChanges(workspaceId, before, id)
    return {
      items: changes.slice(0, LIMITS.changeEdits),
      total: changes.length,
      sameText: changes.filter(({ isSameText }) => isSameText).length,
    }
  },
})

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
