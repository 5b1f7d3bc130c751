import { Prisma } from '../generated/client'
import type { Reader, Transaction } from '../transaction'
import { pinnedLength } from './pinned-length'
import { type ReleaseKey, releaseOf } from './release'

/**
 * The revision of the last change that a release may see, in SQL: for a row `w` of WorkspaceState and `r` of Release. Each
 * such change raises it; a change of another release does not.
 */
export const RELEASE_REVISION = `GREATEST(w."sharedRevision", (
  SELECT max(s."revision") FROM "ReleaseState" s
  WHERE s."workspaceId" = r."workspaceId" AND s."releaseId" IN (r."id", r."baseId")
))`

/** In tokens, of the chunks and of the modules. */
export type AverageLengths = { averageLength: number; moduleAverageLength: number }

/** What a search knows of a release before it begins. Counts and languages are those of the whole, its base included. */
export type ReleaseState = {
  /** Of the last change that this release may see. */
  revision: number
  baseId: string | null
  /** Of the last change that the base may see. */
  baseRevision: number | null
  chunkCount: number
  averageLength: number
  moduleCount: number
  moduleAverageLength: number
  /** Ascending. */
  languages: string[]
}

/** @returns null when there is no such release */
export async function readReleaseState(
  reader: Reader,
  { workspaceId, releaseId }: ReleaseKey,
): Promise<ReleaseState | null> {
  const rows = await reader.$queryRaw<ReleaseState[]>`
    SELECT ${Prisma.raw(RELEASE_REVISION)} AS "revision", r."baseId",
      CASE WHEN r."baseId" IS NOT NULL THEN GREATEST(w."sharedRevision", b."revision") END AS "baseRevision",
      s."chunkCount" + COALESCE(b."chunkCount", 0) AS "chunkCount",
      s."moduleCount" + COALESCE(b."moduleCount", 0) AS "moduleCount",
      COALESCE(b."averageLength", s."averageLength") AS "averageLength",
      COALESCE(b."moduleAverageLength", s."moduleAverageLength") AS "moduleAverageLength",
      ARRAY(
        SELECT l.name FROM (SELECT unnest(s."languages") AS name UNION SELECT unnest(b."languages") WHERE NOT r."isFrozen") l
        ORDER BY l.name COLLATE "C"
      ) AS "languages"
    FROM "WorkspaceState" w
    JOIN "Release" r ON r."workspaceId" = w."workspaceId" AND r."id" = ${releaseId}
    JOIN "ReleaseState" s ON s."workspaceId" = w."workspaceId" AND s."releaseId" = r."id"
    LEFT JOIN "ReleaseState" b ON b."workspaceId" = w."workspaceId" AND b."releaseId" = r."baseId"
    WHERE w."workspaceId" = ${workspaceId}`
  return rows[0] ?? null
}

/**
 * The average lengths that the stored BM25 weights of all versions of a workspace are computed with: releases share
 * versions, so that they share these. 0 while nothing was published.
 */
export async function readPinnedLengths(reader: Reader, workspaceId: string): Promise<AverageLengths> {
  const rows = await reader.$queryRaw<AverageLengths[]>`
    SELECT "averageLength", "moduleAverageLength" FROM "ReleaseState"
    WHERE "workspaceId" = ${workspaceId} AND "releaseId" = ${releaseOf(workspaceId).releaseId}`
  return rows[0] ?? { averageLength: 0, moduleAverageLength: 0 }
}

/** The pinned lengths, or what the averages `first` would be pinned to where nothing was pinned yet. */
export async function expectPinnedLengths(
  reader: Reader,
  workspaceId: string,
  first: AverageLengths,
): Promise<AverageLengths> {
  const pinned = await readPinnedLengths(reader, workspaceId)
  return pinned.averageLength > 0 ? pinned : toPinned(first)
}

const toPinned = ({ averageLength, moduleAverageLength }: AverageLengths): AverageLengths => ({
  averageLength: pinnedLength(averageLength),
  moduleAverageLength: pinnedLength(moduleAverageLength),
})

/** The pinned lengths, or those of the averages `first` where nothing was pinned yet: from then on these. Call it after `bumpRevision`. */
export async function findPinnedLengths(
  tx: Transaction,
  workspaceId: string,
  first: AverageLengths,
): Promise<AverageLengths> {
  const pinned = await readPinnedLengths(tx, workspaceId)
  if (pinned.averageLength > 0) return pinned
  const where = { workspaceId_releaseId: releaseOf(workspaceId) }
  const lengths = toPinned(first)
  await tx.releaseState.update({ where, data: lengths, select: { releaseId: true } })
  return lengths
}
