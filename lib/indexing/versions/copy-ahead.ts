import { isDeepStrictEqual } from 'node:util'
import { prisma } from '@/lib/db/client'
import { readPinnedLengths } from '@/lib/db/releases/release-state'
import type { Reader, Transaction } from '@/lib/db/transaction'
import { NumberClaimed } from '@/lib/db/versions/chunked-versions'
import { CHUNKS_AT_ONCE, leaveChunks, settleCopy } from '@/lib/db/versions/chunks-ahead'
import { copyChunks } from '@/lib/db/versions/copy-chunks'
import { nearVersions, pickVersions } from '@/lib/db/versions/near-versions'
import { BaseChanged } from './base-changed'
import { type AheadVersion, type Turn, withChunksAhead } from './store-ahead'
import type { CandidateKey } from './store-candidates'

/** A candidate, and the number that it is to get. */
type Renumbering = CandidateKey & { number: number }

/**
 * Gives candidates their numbers, in the transaction of their merge.
 * @throws NumberClaimed; BaseChanged
 */
export type GiveNumbers = (tx: Transaction, candidates: Renumbering[]) => Promise<void>

type Copied = { end: number; indexIds: string[] }

/**
 * Copies the chunks of long candidates to their numbers ahead of the transaction that merges them: to give so many rows
 * another number takes longer than to store them.
 * @throws BaseChanged
 */
export async function withCopiesAhead<Result>(
  turn: Turn,
  candidates: Renumbering[],
  work: (giveNumbers: GiveNumbers) => Promise<Result>,
): Promise<Result> {
  const { workspaceId } = turn
  const { averageLength } = await readPinnedLengths(prisma, workspaceId)
  const copied = new Map<string, Copied>()
  const copies: AheadVersion[] = []
  for (const { moduleId, version, number } of await findLong(workspaceId, candidates)) {
    const of = { workspaceId, moduleId, version }
    const { end, indexIds } = await readWhatToCopy(prisma, of)
    const copy = { of, version: number, averageLength, indexIds }
    copied.set(moduleId, { end, indexIds })
    copies.push({
      ...{ moduleId, version: number, chunkCount: end },
      storeChunks: (tx, from, to) => copyChunks(tx, { ...copy, from, to }),
    })
  }
  return withChunksAhead(turn, copies, (ahead) =>
    work(async (tx, merged) => {
      const pinned = await readPinnedLengths(tx, workspaceId)
      if (ahead.size > 0 && pinned.averageLength !== averageLength) throw new BaseChanged()
      const short = merged.filter(({ moduleId }) => !ahead.has(moduleId))
      await refuseClaimed(tx, workspaceId, short)
      for (const each of short) await renumber(tx, { workspaceId, ...each })
      for (const { moduleId, version, number } of merged) {
        const of = { workspaceId, moduleId, version }
        const claimedBy = ahead.get(moduleId)
        if (claimedBy === undefined) continue
        // an index was completed meanwhile, or is used no more
        if (!isDeepStrictEqual(await readWhatToCopy(tx, of), copied.get(moduleId))) throw new BaseChanged()
        await settleCopy(tx, { workspaceId, moduleId, version: number, claimedBy }, version, averageLength)
        await tx.moduleVersion.update({
          where: { workspaceId_moduleId_version: of },
          data: { version: number },
          select: { version: true },
        })
        await leaveChunks(tx, of)
      }
    }),
  )
}

type Key = { workspaceId: string; moduleId: string; version: number }

/** A version and all that refers to it, chunks too, follow by their foreign keys. */
async function renumber(tx: Transaction, { number, ...key }: Key & { number: number }): Promise<void> {
  await tx.chunkedVersion.update({
    where: { workspaceId_moduleId_version: key },
    data: { version: number },
    select: { version: true },
  })
}

async function findLong(workspaceId: string, candidates: Renumbering[]): Promise<Renumbering[]> {
  if (candidates.length === 0) return []
  const rows = await prisma.chunkedVersion.findMany({
    where: { workspaceId, ...nearVersions(candidates), chunkCount: { gt: CHUNKS_AT_ONCE } },
    select: { moduleId: true, version: true },
  })
  const long = new Set(pickVersions(rows, candidates).map(({ moduleId }) => moduleId))
  return candidates.filter(({ moduleId }) => long.has(moduleId))
}

/** Where the chunks of a version end, and the indexes that it is complete under. */
async function readWhatToCopy(reader: Reader, { workspaceId, moduleId, version }: Key): Promise<Copied> {
  const [row] = await reader.$queryRaw<Copied[]>`
    SELECT COALESCE((
      SELECT max("ordinal") + 1 FROM "Chunk"
      WHERE "workspaceId" = ${workspaceId} AND "moduleId" = ${moduleId} AND "version" = ${version}::int
    ), 0) AS "end", ARRAY(
      SELECT "model" FROM "ModuleEmbedding"
      WHERE "workspaceId" = ${workspaceId} AND "moduleId" = ${moduleId} AND "version" = ${version}::int
      ORDER BY "model" COLLATE "C"
    ) AS "indexIds"`
  return row ?? { end: 0, indexIds: [] }
}

async function refuseClaimed(tx: Transaction, workspaceId: string, candidates: Renumbering[]): Promise<void> {
  const numbers = candidates.map(({ moduleId, number }) => ({ moduleId, version: number }))
  if (numbers.length === 0) return
  const where = { workspaceId, ...nearVersions(numbers) }
  const rows = await tx.chunkedVersion.findMany({ where, select: { moduleId: true, version: true } })
  const claimed = pickVersions(rows, numbers)
  if (claimed.length > 0) throw new NumberClaimed(claimed)
}
