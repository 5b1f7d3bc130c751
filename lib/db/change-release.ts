import { countMoves } from './releases/count-moves'
import type { Transaction } from './transaction'

export type ModuleVersionKey = { moduleId: string; version: number }

/**
 * Moves a release without a base: takes versions out, puts others in, and keeps its statistics right. Call it after
 * `bumpRevision`, whose lock makes the changes of one workspace follow one another.
 */
export async function changeRelease(
  tx: Transaction,
  workspaceId: string,
  releaseId: string,
  change: { remove: ModuleVersionKey[]; add: ModuleVersionKey[] },
): Promise<void> {
  if (change.remove.length > 0) {
    await tx.$executeRaw`
      DELETE FROM "ReleaseEntry" e
      USING json_to_recordset(${JSON.stringify(change.remove)}::json) AS r("moduleId" text, "version" int)
      WHERE e."workspaceId" = ${workspaceId} AND e."releaseId" = ${releaseId}
        AND e."moduleId" = r."moduleId" AND e."version" = r."version"`
  }
  if (change.add.length > 0) {
    await tx.$executeRaw`
      INSERT INTO "ReleaseEntry" ("workspaceId", "releaseId", "moduleId", "version", "addedAtRevision")
      SELECT s."workspaceId", ${releaseId}, a."moduleId", a."version", s."revision"
      FROM "WorkspaceState" s, json_to_recordset(${JSON.stringify(change.add)}::json) AS a("moduleId" text, "version" int)
      WHERE s."workspaceId" = ${workspaceId}`
  }
  await countMoves(tx, workspaceId, releaseId, [
    ...change.remove.map((key) => ({ ...key, sign: -1 as const })),
    ...change.add.map((key) => ({ ...key, sign: 1 as const })),
  ])
  await stampRelease(tx, workspaceId, releaseId)
}

/** Remembers that the releases which hold one of these versions changed at the workspace's revision. */
export async function stampHolders(tx: Transaction, workspaceId: string, keys: ModuleVersionKey[]): Promise<void> {
  const held = JSON.stringify(keys.map(({ moduleId, version }) => ({ moduleId, version })))
  await tx.$executeRaw`
    UPDATE "ReleaseState" s SET "revision" = w."revision" FROM "WorkspaceState" w
    WHERE w."workspaceId" = s."workspaceId" AND s."workspaceId" = ${workspaceId} AND s."releaseId" IN (
      SELECT e."releaseId" FROM json_to_recordset(${held}::json) AS k("moduleId" text, "version" int)
      JOIN "ReleaseEntry" e
        ON e."workspaceId" = ${workspaceId} AND e."moduleId" = k."moduleId" AND e."version" = k."version"
    )`
}

/** Remembers that the release changed at the workspace's revision. */
export async function stampRelease(tx: Transaction, workspaceId: string, releaseId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ReleaseState" s SET "revision" = w."revision" FROM "WorkspaceState" w
    WHERE w."workspaceId" = s."workspaceId" AND s."workspaceId" = ${workspaceId} AND s."releaseId" = ${releaseId}`
}
