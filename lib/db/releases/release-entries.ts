import { prisma } from '../client'
import { Prisma } from '../generated/client'
import type { Transaction } from '../transaction'

/**
 * The entries of a release as a table for FROM: its own, and those of its base for modules that it has none for. Without
 * the ones that take a module out.
 */
export function releaseEntries(workspaceId: string, releaseId: string): Prisma.Sql {
  // one hashed list instead of a join: without statistics the planner would compare every row with every other
  return Prisma.sql`(
    SELECT e.* FROM "ReleaseEntry" e
    WHERE e."workspaceId" = ${workspaceId} AND e."releaseId" = ${releaseId} AND e."version" IS NOT NULL
    UNION ALL
    SELECT e.* FROM "ReleaseEntry" e
    WHERE e."workspaceId" = ${workspaceId} AND e."releaseId" = (
        SELECT r."baseId" FROM "Release" r WHERE r."workspaceId" = ${workspaceId} AND r."id" = ${releaseId}
      ) AND e."moduleId" NOT IN (
        SELECT o."moduleId" FROM "ReleaseEntry" o WHERE o."workspaceId" = ${workspaceId} AND o."releaseId" = ${releaseId}
      )
  )`
}

export type HeldVersion = { moduleId: string; version: number; addedAtRevision: number }

/** The versions that a release holds of these modules. */
export function findEntries(
  workspaceId: string,
  releaseId: string,
  moduleIds: string[],
  reader: Pick<Transaction, '$queryRaw'> = prisma,
): Promise<HeldVersion[]> {
  return reader.$queryRaw`
    SELECT e."moduleId", e."version", e."addedAtRevision" FROM ${releaseEntries(workspaceId, releaseId)} e
    WHERE e."moduleId" = ANY(${moduleIds}::text[])`
}
