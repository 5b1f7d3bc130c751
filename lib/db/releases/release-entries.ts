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

type EntryKey = { releaseId: string; moduleId: string }

/** Which versions releases hold of single modules, of any of them at once: by both ids, null for none. */
export async function findHeld(
  reader: Pick<Transaction, '$queryRaw'>,
  workspaceId: string,
  keys: EntryKey[],
): Promise<(key: EntryKey) => number | null> {
  const rows = await reader.$queryRaw<(EntryKey & { version: number | null })[]>`
    SELECT k."releaseId", k."moduleId", CASE WHEN e."moduleId" IS NULL THEN b."version" ELSE e."version" END AS "version"
    FROM json_to_recordset(${JSON.stringify(keys)}::json) AS k("releaseId" text, "moduleId" text)
    JOIN "Release" r ON r."workspaceId" = ${workspaceId} AND r."id" = k."releaseId"
    LEFT JOIN "ReleaseEntry" e ON e."workspaceId" = r."workspaceId" AND e."releaseId" = r."id"
      AND e."moduleId" = k."moduleId"
    LEFT JOIN "ReleaseEntry" b ON b."workspaceId" = r."workspaceId" AND b."releaseId" = r."baseId"
      AND b."moduleId" = k."moduleId"`
  const keyOf = ({ releaseId, moduleId }: EntryKey) => `${releaseId} ${moduleId}`
  const held = new Map(rows.map((row) => [keyOf(row), row.version]))
  return (key) => held.get(keyOf(key)) ?? null
}
