import { prisma } from '@/lib/db/client'
import type { ChunkCounts, CountedVersion } from '@/lib/db/index-rows'
import type { AverageLengths } from '@/lib/db/releases/release-state'
import { expectPinnedLengths } from '@/lib/db/releases/release-state'
import { readVectorTypes } from '@/lib/db/retrieval/codec'
import { countChunks } from '@/lib/db/versions/chunked-versions'
import { CHUNKS_AT_ONCE } from '@/lib/db/versions/chunks-ahead'
import { insertVectors } from '@/lib/db/versions/insert-vectors'
import { insertChunks } from '@/lib/db/versions/insert-versions'
import { BaseChanged } from './base-changed'
import type { EmbeddedVersion } from './embed-versions'
import { type AheadVersion, type Turn, withChunksAhead } from './store-ahead'

type Numbered = { version: EmbeddedVersion; number: number }

/** What holds when versions are stored: the lengths that weights are pinned to, and the indexes that vectors may be stored for. */
type Held = { lengths: AverageLengths; indexes: ReadonlySet<string> }

/** What is left to store of a version. @throws BaseChanged when its chunks were stored ahead for what holds no longer */
export type LeftOf = (version: EmbeddedVersion, held: Held) => Omit<CountedVersion, 'version' | 'message' | 'author'>

/** Chunks that go with their versions, in one transaction. */
export const countTogether = (versions: EmbeddedVersion[]): number =>
  versions.reduce((sum, version) => sum + (isLong(version) ? 0 : version.chunks.length), 0)

export const isLong = ({ chunks }: EmbeddedVersion): boolean => chunks.length > CHUNKS_AT_ONCE

/**
 * Stores the chunks of long versions ahead, then has `work` store what is left of all in one transaction.
 * @param first average lengths that are pinned when the workspace has no chunks yet
 * @throws BaseChanged
 */
export async function withLongAhead<Result>(
  turn: Turn,
  versions: Numbered[],
  first: AverageLengths,
  work: (leftOf: LeftOf) => Promise<Result>,
): Promise<Result> {
  const counts = new Map<string, ChunkCounts>()
  for (const { version } of versions) counts.set(version.moduleId, await countChunks(version.chunks))
  const long = versions.filter(({ version }) => isLong(version))
  const { averageLength } = long.length > 0 ? await expectPinnedLengths(prisma, turn.workspaceId, first) : first
  const ahead = long.map((version) => toAhead(turn.workspaceId, version, averageLength))
  return withChunksAhead(turn, ahead, (claims) =>
    work(({ chunks, vectors, ...version }, { lengths, indexes }) => {
      const claimedBy = claims.get(version.moduleId)
      const counted = { ...version, chunkCounts: counts.get(version.moduleId)! }
      if (claimedBy === undefined) {
        return { ...counted, chunks, vectors: vectors.filter(({ indexId }) => indexes.has(indexId)) }
      }
      const isSame = lengths.averageLength === averageLength && vectors.every(({ indexId }) => indexes.has(indexId))
      if (!isSame) throw new BaseChanged()
      return { ...counted, claimedBy, chunks: [], vectors: vectors.map((vector) => ({ ...vector, chunks: [] })) }
    }),
  )
}

function toAhead(workspaceId: string, { version, number }: Numbered, averageLength: number): AheadVersion {
  const { moduleId, chunks, vectors } = version
  const storeChunks: AheadVersion['storeChunks'] = async (tx, from, to) => {
    const types = await readVectorTypes(tx)
    const part = { moduleId, version: number, chunks: chunks.slice(from, to) }
    await insertChunks(tx, workspaceId, [part], averageLength, types)
    const [first, last] = [part.chunks[0]!.ordinal, part.chunks.at(-1)!.ordinal]
    const isOfPart = ({ ordinal }: { ordinal: number }) => ordinal >= first && ordinal <= last
    const theirs = vectors.map(({ indexId, chunks }) => ({ indexId, chunks: chunks.filter(isOfPart) }))
    await insertVectors(tx, workspaceId, [{ moduleId, version: number, vectors: theirs }], types)
  }
  return { moduleId, version: number, chunkCount: chunks.length, storeChunks }
}
