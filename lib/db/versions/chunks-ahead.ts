import { Prisma } from '@/lib/db/generated/client'
import { inBatches, ROWS_AT_ONCE } from '@/lib/db/in-batches'
import type { ChunkCounts } from '@/lib/db/index-rows'
import { isLeased, leaseEnd } from '@/lib/db/lease'
import { encodeIntegers } from '@/lib/db/retrieval/codec'
import type { Reader, Transaction } from '@/lib/db/transaction'

/** Of one transaction, with their vectors: the embedded database serves nobody else meanwhile. */
export const CHUNKS_AT_ONCE = 500

/** Whose the chunks are that nobody wants any more. */
const NOBODY = 'nobody'

export type NumberKey = { workspaceId: string; moduleId: string; version: number }
/** Names an attempt to store the chunks of a version ahead of it. */
export type Claim = NumberKey & { claimedBy: string }

/** Others took a claim to be given up: nothing is stored under it any more. */
export class ClaimLost extends Error {}

export type NumberState =
  | 'free'
  /** There is such a version. */
  | 'stands'
  /** An attempt is at it. */
  | 'held'
  /** Some of the chunks that nobody wants were removed, and there are more. */
  | 'clearing'

const isKey = ({ workspaceId, moduleId, version }: NumberKey) =>
  Prisma.sql`"workspaceId" = ${workspaceId} AND "moduleId" = ${moduleId} AND "version" = ${version}::int`

/**
 * Claims the number of a version that is to be stored, where it is free. Call it under the workspace's lock: whoever has
 * that and found a number free can store the version.
 */
export async function claimNumber(tx: Transaction, { claimedBy, ...key }: Claim): Promise<NumberState | 'claimed'> {
  const state = await clearNumber(tx, key, claimedBy)
  if (state !== 'free') return state
  await tx.$executeRaw`
    INSERT INTO "ChunkedVersion" ("workspaceId", "moduleId", "version", "claimedBy", "claimedUntil", "chunkCount",
      "totalLength", "termIds", "termChunks")
    VALUES (${key.workspaceId}, ${key.moduleId}, ${key.version}::int, ${claimedBy}, ${leaseEnd}, 0, 0, '{}', '{}')`
  return 'claimed'
}

export async function renewClaim(tx: Pick<Transaction, '$executeRaw'>, { claimedBy, ...key }: Claim): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ChunkedVersion" SET "claimedUntil" = ${leaseEnd} WHERE ${isKey(key)} AND "claimedBy" = ${claimedBy}`
}

/**
 * Stores the chunks from one place to another under a claim; those that an earlier try stored, whose answer was lost, only
 * once.
 * @throws ClaimLost
 */
export async function storePiece(
  tx: Transaction,
  { claimedBy, ...key }: Claim,
  { from, to }: { from: number; to: number },
  store: (tx: Transaction) => Promise<void>,
): Promise<void> {
  const count = await tx.$executeRaw`
    UPDATE "ChunkedVersion" SET "chunkCount" = ${to}::int
    WHERE ${isKey(key)} AND "claimedBy" = ${claimedBy} AND "chunkCount" = ${from}::int`
  if (count > 0) return store(tx)
  const where = { workspaceId_moduleId_version: key, claimedBy, chunkCount: to }
  if (!(await tx.chunkedVersion.findUnique({ where, select: { version: true } }))) throw new ClaimLost()
}

/** Ends a claim: the version comes in the same transaction. @throws ClaimLost */
export async function settleChunks(
  tx: Transaction,
  { workspaceId, moduleId, version, claimedBy }: Claim,
  { chunkCount, totalLength, termIds, termChunks }: ChunkCounts,
  averageLength: number,
): Promise<void> {
  const count = await tx.$executeRaw`
    UPDATE "ChunkedVersion" SET "claimedBy" = NULL, "claimedUntil" = NULL, "chunkCount" = ${chunkCount}::int,
      "totalLength" = ${totalLength}, "termIds" = ${encodeIntegers(termIds)}::int[],
      "termChunks" = ${encodeIntegers(termChunks)}::int[], "averageLength" = ${averageLength}::float8
    WHERE ${isKey({ workspaceId, moduleId, version })} AND "claimedBy" = ${claimedBy}`
  if (count === 0) throw new ClaimLost()
}

/**
 * Ends a claim under which the chunks of another number were copied, for a version that comes in the same transaction; it
 * counts what they count. @throws ClaimLost
 */
export async function settleCopy(
  tx: Transaction,
  { workspaceId, moduleId, version, claimedBy }: Claim,
  source: number,
  averageLength: number,
): Promise<void> {
  const count = await tx.$executeRaw`
    UPDATE "ChunkedVersion" k SET "claimedBy" = NULL, "claimedUntil" = NULL, "chunkCount" = s."chunkCount",
      "totalLength" = s."totalLength", "termIds" = s."termIds", "termChunks" = s."termChunks",
      "averageLength" = ${averageLength}::float8
    FROM "ChunkedVersion" s
    WHERE k."workspaceId" = ${workspaceId} AND k."moduleId" = ${moduleId} AND k."version" = ${version}::int
      AND k."claimedBy" = ${claimedBy}
      AND s."workspaceId" = k."workspaceId" AND s."moduleId" = k."moduleId" AND s."version" = ${source}::int`
  if (count === 0) throw new ClaimLost()
}

/** Leaves the chunks of numbers whose version is gone, for nobody to see, to be removed piece by piece. */
export async function leaveChunks(tx: Transaction, where: Prisma.ChunkedVersionWhereInput): Promise<void> {
  await tx.chunkedVersion.updateMany({ where, data: { claimedBy: NOBODY, claimedUntil: new Date(0) } })
}

/**
 * Removes a piece of the chunks that stand under a number without a version.
 * @param claimedBy whose are removed too while the claim holds
 */
export async function clearNumber(tx: Transaction, key: NumberKey, claimedBy = NOBODY): Promise<NumberState> {
  // looks at nothing but the row itself: who waits for its lock sees the row as it is then, and other tables as they were
  const taken = await tx.$executeRaw`
    UPDATE "ChunkedVersion" SET "claimedBy" = ${NOBODY}, "claimedUntil" = to_timestamp(0)
    WHERE ${isKey(key)} AND "claimedBy" IS NOT NULL AND ("claimedBy" = ${claimedBy} OR NOT ${isLeased})`
  if (taken === 0) {
    const where = { workspaceId_moduleId_version: key }
    const row = await tx.chunkedVersion.findUnique({ where, select: { claimedBy: true } })
    if (!row) return 'free'
    return row.claimedBy === null ? 'stands' : 'held'
  }
  const removed = await tx.$executeRaw`
    DELETE FROM "Chunk" WHERE ctid = ANY(ARRAY(SELECT ctid FROM "Chunk" WHERE ${isKey(key)} LIMIT ${CHUNKS_AT_ONCE}))`
  if (removed === CHUNKS_AT_ONCE) return 'clearing'
  await tx.chunkedVersion.delete({ where: { workspaceId_moduleId_version: key }, select: { version: true } })
  return 'free'
}

/** Numbers under which chunks stand that nobody wants. */
export function findLeftChunks(reader: Reader, workspaceId: string): Promise<NumberKey[]> {
  return reader.$queryRaw<NumberKey[]>`
    SELECT "workspaceId", "moduleId", "version" FROM "ChunkedVersion"
    WHERE "workspaceId" = ${workspaceId} AND "claimedBy" IS NOT NULL AND NOT ${isLeased}`
}

type Versions = { workspaceId: string } & ({ moduleId: string } | { keys: { moduleId: string; version: number }[] })

/**
 * Deletes versions with what was made of them. Many chunks are left, for nobody to see, and are removed piece by piece
 * afterwards: have that queued when this is committed.
 */
export async function deleteVersions(tx: Transaction, { workspaceId, ...versions }: Versions): Promise<void> {
  const parts =
    'keys' in versions
      ? [...inBatches(versions.keys, ROWS_AT_ONCE)].map((batch) => ({
          workspaceId,
          OR: batch.map(({ moduleId, version }) => ({ moduleId, version })),
        }))
      : [{ workspaceId, ...versions }]
  let chunks = 0
  for (const part of parts) {
    const where = { ...part, claimedBy: null }
    const { _sum } = await tx.chunkedVersion.aggregate({ where, _sum: { chunkCount: true } })
    chunks += _sum.chunkCount ?? 0
  }
  for (const part of parts) {
    const where = { ...part, claimedBy: null }
    if (chunks <= CHUNKS_AT_ONCE) await tx.chunkedVersion.deleteMany({ where })
    else {
      await tx.moduleVersion.deleteMany({ where: part })
      await leaveChunks(tx, where)
    }
  }
}
