import type { Transaction } from '../transaction'
import type { ReleaseKey } from './release'

/**
 * Gives the frozen releases of a base an entry of their own for each of these modules that they have none for: what the
 * base holds now. Call it before the base changes, after `bumpRevision`. Their statistics stay as they are, since the
 * change of the base is counted out of every release with such an entry.
 */
export async function keepFrozen(
  tx: Transaction,
  { workspaceId, releaseId }: ReleaseKey,
  moduleIds: string[],
): Promise<void> {
  await tx.$executeRaw`
    WITH kept AS (
      INSERT INTO "ReleaseEntry"
        ("workspaceId", "releaseId", "moduleId", "version", "addedAtRevision", "summariesAtRevision")
      SELECT r."workspaceId", r."id", k."moduleId", b."version", w."revision", COALESCE(b."summariesAtRevision", 0)
      FROM "Release" r
      JOIN "WorkspaceState" w ON w."workspaceId" = r."workspaceId"
      CROSS JOIN unnest(${moduleIds}::text[]) AS k("moduleId")
      LEFT JOIN "ReleaseEntry" b ON b."workspaceId" = r."workspaceId" AND b."releaseId" = r."baseId"
        AND b."moduleId" = k."moduleId"
      WHERE r."workspaceId" = ${workspaceId} AND r."baseId" = ${releaseId} AND r."isFrozen"
      ON CONFLICT DO NOTHING
      RETURNING "releaseId"
    )
    UPDATE "ReleaseState" s SET "revision" = w."revision" FROM "WorkspaceState" w
    WHERE w."workspaceId" = ${workspaceId} AND s."workspaceId" = ${workspaceId}
      AND s."releaseId" IN (SELECT "releaseId" FROM kept)`
}
