import { readPinnedLengths } from '@/lib/db/releases/release-state'
import { countInReleases } from '@/lib/db/releases/set-release-entries'
import type { Transaction } from '@/lib/db/transaction'
import { type IndexChange, replaceIndexRows } from '@/lib/db/versions/replace-index-rows'
import { checkEmbeddingIndexes } from '@/lib/indexing/versions/check-embedding-indexes'
import type { EmbeddedFor } from '@/lib/indexing/versions/embed-versions'

type Reindex = { change: Omit<IndexChange, 'overlayVersion' | 'apartIds'>; embedding: EmbeddedFor }
type IndexedState = { latestVersion: number; overlayVersion: number }

/** What a module is indexed as; read it after `bumpRevision`. Null when it was deleted. */
export async function readIndexedState(
  tx: Transaction,
  workspaceId: string,
  moduleId: string,
): Promise<IndexedState | null> {
  const [state] = await tx.$queryRaw<IndexedState[]>`
    SELECT m."latestVersion",
      (SELECT COALESCE(max(o."version"), 0) FROM "OverlayVersion" o
        WHERE o."workspaceId" = m."workspaceId" AND o."moduleId" = m."id") AS "overlayVersion"
    FROM "Module" m WHERE m."workspaceId" = ${workspaceId} AND m."id" = ${moduleId}`
  return state ?? null
}

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
  const indexes = await checkEmbeddingIndexes(tx, workspaceId, embedding)
  const vectors = change.vectors.filter(({ indexId }) => indexes.has(indexId))
  const key = { moduleId: change.moduleId, version: change.version }
  const lengths = await readPinnedLengths(tx, workspaceId)
  await countInReleases(tx, workspaceId, key, -1)
  await replaceIndexRows(tx, workspaceId, { ...change, vectors, apartIds: embedding.apartIds, overlayVersion }, lengths)
  await countInReleases(tx, workspaceId, key, 1)
}
