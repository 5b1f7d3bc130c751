import type { Transaction } from '@/lib/db/transaction'
import { countMoves } from './count-moves'
import { keepFrozen } from './keep-frozen'
import { recordMoves } from './production-moves'
import type { ReleaseKey } from './release'
import { requireReviewOf } from './review-gate'

export type ModuleVersionKey = { moduleId: string; version: number }

/**
 * Puts versions into a release without a base, each in place of what it held of the module; null takes the module out. Keeps
 * its statistics right. Call it after `bumpRevision`, whose lock makes the changes of one workspace follow one another.
 * @throws AppError FORBIDDEN where production needs a review
 */
export async function changeRelease(
  tx: Transaction,
  { workspaceId, releaseId }: ReleaseKey,
  changes: { moduleId: string; version: number | null }[],
): Promise<void> {
  if (changes.length > 0) await requireReviewOf(tx, { workspaceId, releaseId })
  const moduleIds = changes.map(({ moduleId }) => moduleId)
  await keepFrozen(tx, { workspaceId, releaseId }, moduleIds)
  const left = await tx.$queryRaw<ModuleVersionKey[]>`
    DELETE FROM "ReleaseEntry"
    WHERE "workspaceId" = ${workspaceId} AND "releaseId" = ${releaseId}
      AND "moduleId" = ANY(${moduleIds}::text[])
    RETURNING "moduleId", "version"`
  const entered = changes.filter((change): change is ModuleVersionKey => change.version !== null)
  await tx.$executeRaw`
    INSERT INTO "ReleaseEntry" ("workspaceId", "releaseId", "moduleId", "version", "addedAtRevision")
    SELECT s."workspaceId", ${releaseId}, a."moduleId", a."version", s."revision"
    FROM "WorkspaceState" s, json_to_recordset(${JSON.stringify(entered)}::json) AS a("moduleId" text, "version" int)
    WHERE s."workspaceId" = ${workspaceId}`
  await countMoves(tx, workspaceId, releaseId, [
    ...left.map((key) => ({ ...key, sign: -1 as const })),
    ...entered.map((key) => ({ ...key, sign: 1 as const })),
  ])
  await recordMoves(tx, { workspaceId, releaseId }, changes)
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

/** Remembers that what a change request wants, other than modules, changed in its release and in those that follow it. */
export async function stampRequest(tx: Transaction, workspaceId: string, number: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ReleaseState" s SET "revision" = w."revision" FROM "WorkspaceState" w, "Release" r
    WHERE w."workspaceId" = s."workspaceId" AND s."workspaceId" = ${workspaceId}
      AND r."workspaceId" = s."workspaceId" AND r."id" = s."releaseId"
      AND ${number} IN (r."changeNumber", r."follows")`
}

/** Remembers that the release changed at the workspace's revision. */
export async function stampRelease(tx: Transaction, workspaceId: string, releaseId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ReleaseState" s SET "revision" = w."revision" FROM "WorkspaceState" w
    WHERE w."workspaceId" = s."workspaceId" AND s."workspaceId" = ${workspaceId} AND s."releaseId" = ${releaseId}`
}
