import { Prisma } from '../generated/client'

/**
 * The versions of a workspace that are kept ready to be searched, as a table for FROM: the newest of each module, archived
 * ones too, since they can come back; what releases hold; and candidates.
 */
export function keptVersions(workspaceId: string): Prisma.Sql {
  return Prisma.sql`(
    SELECT m."id" AS "moduleId", m."latestVersion" AS "version" FROM "Module" m
    WHERE m."workspaceId" = ${workspaceId} AND m."latestVersion" > 0
    UNION
    SELECT e."moduleId", e."version" FROM "ReleaseEntry" e
    WHERE e."workspaceId" = ${workspaceId} AND e."version" IS NOT NULL
    UNION
    SELECT v."moduleId", v."version" FROM "ModuleVersion" v WHERE v."workspaceId" = ${workspaceId} AND v."version" < 0
  )`
}
