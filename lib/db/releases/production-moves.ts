import type { Transaction } from '../transaction'
import { type ReleaseKey, releaseOf } from './release'

/**
 * Writes down what production holds of modules from now on; null for one that left. Of another release nothing is written.
 * Call it after `bumpRevision`: under its lock one change follows the other.
 */
export async function recordMoves(
  tx: Transaction,
  { workspaceId, releaseId }: ReleaseKey,
  moves: { moduleId: string; version: number | null }[],
): Promise<void> {
  if (releaseId !== releaseOf(workspaceId).releaseId || moves.length === 0) return
  await tx.$executeRaw`
    INSERT INTO "ProductionMove" ("workspaceId", "moduleId", "revision", "version", "at")
    SELECT w."workspaceId", m."moduleId", w."revision", m."version", clock_timestamp()
    FROM "WorkspaceState" w, json_to_recordset(${JSON.stringify(moves)}::json) AS m("moduleId" text, "version" int)
    WHERE w."workspaceId" = ${workspaceId}
    ON CONFLICT ("workspaceId", "moduleId", "revision") DO UPDATE SET "version" = EXCLUDED."version", "at" = EXCLUDED."at"`
}

/** Remembers of a module that is to be deleted that its versions are gone, before it leaves production. */
export async function markGone(tx: Transaction, workspaceId: string, moduleId: string): Promise<void> {
  await tx.productionMove.updateMany({ where: { workspaceId, moduleId }, data: { isGone: true } })
}

export type Moment = {
  /** The versions that production held, by module. */
  held: Map<string, number>
  /** Modules that it held, and that were deleted since. */
  gone: string[]
}

/** What production held at a moment; nothing where that is before the first change that is known. */
export async function readMoment(
  reader: Pick<Transaction, '$queryRaw'>,
  workspaceId: string,
  at: Date,
): Promise<Moment> {
  const rows = await reader.$queryRaw<{ moduleId: string; version: number | null; isGone: boolean }[]>`
    SELECT DISTINCT ON (m."moduleId") m."moduleId", m."version", m."isGone" FROM "ProductionMove" m
    WHERE m."workspaceId" = ${workspaceId} AND m."at" <= ${at}
    ORDER BY m."moduleId", m."revision" DESC`
  const there = rows.filter(({ version }) => version !== null)
  return {
    held: new Map(
      there.flatMap(({ moduleId, version, isGone }) => (isGone || version === null ? [] : [[moduleId, version]])),
    ),
    gone: there.flatMap(({ moduleId, isGone }) => (isGone ? [moduleId] : [])).sort(),
  }
}
