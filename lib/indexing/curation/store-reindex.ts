import type { VersionVectors } from '@/lib/db/index-rows'
import { readPinnedLengths } from '@/lib/db/releases/release-state'
import { recountInReleases } from '@/lib/db/releases/set-release-entries'
import type { Transaction } from '@/lib/db/transaction'
import {
  type ChunkReplacement,
  type IndexChange,
  replaceChunks,
  replaceIndexRows,
} from '@/lib/db/versions/replace-index-rows'
import { checkEmbeddingIndexes } from '@/lib/indexing/versions/check-embedding-indexes'
import type { EmbeddedFor } from '@/lib/indexing/versions/embed-versions'

type Reindex = { change: Omit<IndexChange, 'overlayVersion' | 'apartIds'>; embedding: EmbeddedFor }
/** The rules that a version's index was made by. */
export type MadeBy = { preparedBy: string; termsVersion: number }
type IndexedState = { latestVersion: number; overlayVersion: number } & Nullable<MadeBy>
type Nullable<T> = { [K in keyof T]: T[K] | null }

/** What a module is indexed as, its newest version; read it after `bumpRevision`. Null when it was deleted. */
export async function readIndexedState(
  tx: Transaction,
  workspaceId: string,
  moduleId: string,
): Promise<IndexedState | null> {
  const [state] = await tx.$queryRaw<IndexedState[]>`
    SELECT m."latestVersion", i."preparedBy", i."termsVersion",
      (SELECT COALESCE(max(o."version"), 0) FROM "OverlayVersion" o
        WHERE o."workspaceId" = m."workspaceId" AND o."moduleId" = m."id") AS "overlayVersion"
    FROM "Module" m
    LEFT JOIN "ModuleIndex" i
      ON i."workspaceId" = m."workspaceId" AND i."moduleId" = m."id" AND i."version" = m."latestVersion"
    WHERE m."workspaceId" = ${workspaceId} AND m."id" = ${moduleId}`
  return state ?? null
}

/** Whether a version's index is still made by the rules that it was read under: other rules may cut its text otherwise. */
export const isMadeBy = (state: Nullable<MadeBy>, { preparedBy, termsVersion }: MadeBy): boolean =>
  state.preparedBy === preparedBy && state.termsVersion === termsVersion

/**
 * Puts new index rows in the place of a version's, with the statistics of the releases that hold it.
 * @throws EmbeddingIndexChanged
 */
export async function storeReindex(
  tx: Transaction,
  workspaceId: string,
  { change, embedding }: Reindex,
  overlayVersion: number,
): Promise<void> {
  const vectors = await findWanted(tx, workspaceId, { vectors: change.vectors, embedding })
  const key = { moduleId: change.moduleId, version: change.version }
  const lengths = await readPinnedLengths(tx, workspaceId)
  const rows = { ...change, vectors, apartIds: embedding.apartIds, overlayVersion }
  await recountInReleases(tx, workspaceId, key, () => replaceIndexRows(tx, workspaceId, rows, lengths))
}

type Piece = ChunkReplacement & { moduleId: string; version: number; embedding: EmbeddedFor }

/**
 * Puts new index rows in the place of some that a version's chunks have, each the same part of its text. What servers hold
 * of it in memory stays until all of it is stored.
 * @throws EmbeddingIndexChanged
 */
export async function storePiece(tx: Transaction, workspaceId: string, piece: Piece): Promise<void> {
  const { moduleId, version, chunks } = piece
  const vectors = await findWanted(tx, workspaceId, piece)
  const lengths = await readPinnedLengths(tx, workspaceId)
  const key = { workspaceId, moduleId, version }
  await recountInReleases(tx, workspaceId, key, () => replaceChunks(tx, key, { chunks, vectors }, lengths), false)
}

/** Vectors of indexes that they may be stored for. @throws EmbeddingIndexChanged */
async function findWanted(
  tx: Transaction,
  workspaceId: string,
  { vectors, embedding }: { vectors: VersionVectors[]; embedding: EmbeddedFor },
): Promise<VersionVectors[]> {
  const indexes = await checkEmbeddingIndexes(tx, workspaceId, embedding)
  return vectors.filter(({ indexId }) => indexes.has(indexId))
}
