import type { Transaction } from '../transaction'
import { type ModuleVersionKey, stampHolders, stampRelease } from './change-release'
import { countMoves, type Move } from './count-moves'
import { markGone, recordMoves } from './production-moves'
import { requireReviewOf } from './review-gate'

/** `version`: null takes the base's version out, undefined follows the base. */
export type EntryChange = { moduleId: string; version: number | null | undefined }
type EntryState = { moduleId: string; isOwn: boolean; version: number | null; baseVersion: number | null }

/**
 * Sets what a release with a base differs by, and keeps its statistics right. Call it after `bumpForReleases`. The
 * versions must be there; each module stands at most once among the changes.
 * @throws AppError FORBIDDEN for a protected release
 */
export async function setReleaseEntries(
  tx: Transaction,
  workspaceId: string,
  releaseId: string,
  changes: EntryChange[],
): Promise<void> {
  await requireReviewOf(tx, { workspaceId, releaseId })
  const states = await readEntryStates(tx, workspaceId, releaseId, changes)
  const moves: Move[] = []
  for (const { moduleId, version } of changes) {
    const { isOwn = false, version: own = null, baseVersion = null } = states.get(moduleId) ?? {}
    const before = isOwn ? own : baseVersion
    const after = version === undefined ? baseVersion : version
    if (before === after) continue
    if (before !== null) moves.push({ moduleId, version: before, sign: -1 })
    if (after !== null) moves.push({ moduleId, version: after, sign: 1 })
  }
  await tx.releaseEntry.deleteMany({
    where: { workspaceId, releaseId, moduleId: { in: changes.map(({ moduleId }) => moduleId) } },
  })
  const set = changes.flatMap(({ moduleId, version }) => (version === undefined ? [] : [{ moduleId, version }]))
  await tx.$executeRaw`
    INSERT INTO "ReleaseEntry" ("workspaceId", "releaseId", "moduleId", "version", "addedAtRevision")
    SELECT s."workspaceId", ${releaseId}, a."moduleId", a."version", s."revision"
    FROM "WorkspaceState" s, json_to_recordset(${JSON.stringify(set)}::json) AS a("moduleId" text, "version" int)
    WHERE s."workspaceId" = ${workspaceId}`
  await countMoves(tx, workspaceId, releaseId, moves)
  await stampRelease(tx, workspaceId, releaseId)
  await carryToRequests(tx, workspaceId, releaseId, changes)
  await carryToFollowers(tx, workspaceId, { releaseId, changes, states })
}

type Change = { releaseId: string; changes: EntryChange[]; states: Map<string, EntryState> }

/**
 * A release that follows a change request holds what that holds. What somebody changed in it, and so is not what the request
 * held before, stays.
 */
async function carryToFollowers(tx: Transaction, workspaceId: string, { releaseId, changes, states }: Change) {
  const followers = await tx.release.findMany({
    where: { workspaceId, followed: { release: { id: releaseId } } },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  for (const { id } of followers) {
    const theirs = await readEntryStates(tx, workspaceId, id, changes)
    const same = changes.filter(({ moduleId }) => isSame(states.get(moduleId), theirs.get(moduleId)))
    if (same.length > 0) await setReleaseEntries(tx, workspaceId, id, same)
  }
}

const isSame = (one: EntryState | undefined, other: EntryState | undefined): boolean =>
  one?.isOwn === other?.isOwn && one?.version === other?.version

/** What the change requests into a release hold of modules that they do not edit is what the release holds. */
async function carryToRequests(
  tx: Transaction,
  workspaceId: string,
  targetId: string,
  changes: EntryChange[],
): Promise<void> {
  const moduleIds = changes.map(({ moduleId }) => moduleId)
  const requests = await tx.changeRequest.findMany({
    where: { workspaceId, targetId, status: { in: ['draft', 'open'] } },
    select: {
      release: { select: { id: true } },
      edits: { where: { moduleId: { in: moduleIds } }, select: { moduleId: true } },
    },
    orderBy: { number: 'asc' },
  })
  for (const { release, edits } of requests) {
    const edited = new Set(edits.map(({ moduleId }) => moduleId))
    const rest = changes.filter(({ moduleId }) => !edited.has(moduleId))
    if (release && rest.length > 0) await setReleaseEntries(tx, workspaceId, release.id, rest)
  }
}

async function readEntryStates(
  tx: Transaction,
  workspaceId: string,
  releaseId: string,
  changes: EntryChange[],
): Promise<Map<string, EntryState>> {
  const rows = await tx.$queryRaw<EntryState[]>`
    SELECT k."moduleId", e."moduleId" IS NOT NULL AS "isOwn", e."version", b."version" AS "baseVersion"
    FROM unnest(${changes.map(({ moduleId }) => moduleId)}::text[]) AS k("moduleId")
    JOIN "Release" r ON r."workspaceId" = ${workspaceId} AND r."id" = ${releaseId}
    LEFT JOIN "ReleaseEntry" e ON e."workspaceId" = r."workspaceId" AND e."releaseId" = r."id"
      AND e."moduleId" = k."moduleId"
    LEFT JOIN "ReleaseEntry" b ON b."workspaceId" = r."workspaceId" AND b."releaseId" = r."baseId"
      AND b."moduleId" = k."moduleId"`
  return new Map(rows.map((row) => [row.moduleId, row]))
}

/** Takes a module that is to be deleted out of every release, those with a base first. Call it after `bumpRevision`. */
export async function leaveReleases(tx: Transaction, workspaceId: string, moduleId: string): Promise<void> {
  await markGone(tx, workspaceId, moduleId)
  const entries = await tx.releaseEntry.findMany({
    where: { workspaceId, moduleId },
    select: { releaseId: true, version: true, release: { select: { baseId: true } } },
  })
  const isDerived = ({ release }: (typeof entries)[number]) => release.baseId !== null
  for (const { releaseId } of entries.filter(isDerived)) {
    await setReleaseEntries(tx, workspaceId, releaseId, [{ moduleId, version: undefined }])
  }
  for (const { releaseId, version } of entries.filter((entry) => !isDerived(entry))) {
    await requireReviewOf(tx, { workspaceId, releaseId })
    await tx.releaseEntry.deleteMany({ where: { workspaceId, releaseId, moduleId } })
    if (version !== null) await countMoves(tx, workspaceId, releaseId, [{ moduleId, version, sign: -1 }])
    await recordMoves(tx, { workspaceId, releaseId }, [{ moduleId, version: null }])
    await stampRelease(tx, workspaceId, releaseId)
  }
}

/**
 * Counts a version out of all releases, has its rows replaced, and counts it in again.
 * @param isRenewed it counts as new then: servers read it again
 */
export async function recountInReleases(
  tx: Transaction,
  workspaceId: string,
  { moduleId, version }: ModuleVersionKey,
  replace: () => Promise<void>,
  isRenewed = true,
): Promise<void> {
  const where = { workspaceId, moduleId, version }
  const holders = await tx.releaseEntry.findMany({ where, select: { releaseId: true } })
  const count = async (sign: 1 | -1) => {
    for (const { releaseId } of holders) await countMoves(tx, workspaceId, releaseId, [{ moduleId, version, sign }])
  }
  await count(-1)
  await replace()
  await count(1)
  if (isRenewed && holders.length > 0) await renewInReleases(tx, workspaceId, [{ moduleId, version }])
}

/** Lets versions count as new in the releases that hold them: servers read them again. */
export async function renewInReleases(tx: Transaction, workspaceId: string, keys: ModuleVersionKey[]): Promise<void> {
  const renewed = JSON.stringify(keys.map(({ moduleId, version }) => ({ moduleId, version })))
  await tx.$executeRaw`
    UPDATE "ReleaseEntry" e SET "addedAtRevision" = w."revision"
    FROM "WorkspaceState" w, json_to_recordset(${renewed}::json) AS k("moduleId" text, "version" int)
    WHERE w."workspaceId" = e."workspaceId" AND e."workspaceId" = ${workspaceId}
      AND e."moduleId" = k."moduleId" AND e."version" = k."version"`
  await stampHolders(tx, workspaceId, keys)
}
