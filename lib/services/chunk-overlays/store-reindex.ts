import { readPinnedLengths } from '@/lib/db/releases/release-state'
import { countInReleases } from '@/lib/db/releases/set-release-entries'
import { type IndexChange, replaceIndexRows } from '@/lib/db/replace-index-rows'
import type { Transaction } from '@/lib/db/transaction'
import { checkEmbeddingIndexes } from '@/lib/services/modules/check-embedding-indexes'
import type { EmbeddedFor } from '@/lib/services/modules/embed-versions'
import { moduleNotFound } from '@/lib/services/modules/read-module'

type Reindex = { change: Omit<IndexChange, 'overlayVersion'>; embedding: EmbeddedFor }
export type IndexedState = { latestVersion: number; overlayVersion: number }

/** What a module is indexed as; read it after `bumpRevision`. @throws AppError NOT_FOUND */
export async function readIndexedState(tx: Transaction, workspaceId: string, moduleId: string): Promise<IndexedState> {
  const [state] = await tx.$queryRaw<IndexedState[]>`
    SELECT m."latestVersion",
      (SELECT COALESCE(max(o."version"), 0) FROM "OverlayVersion" o
        WHERE o."workspaceId" = m."workspaceId" AND o."moduleId" = m."id") AS "overlayVersion"
    FROM "Module" m WHERE m."workspaceId" = ${workspaceId} AND m."id" = ${moduleId}`
  if (!state) throw moduleNotFound(moduleId)
  return state
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
  await replaceIndexRows(tx, workspaceId, { ...change, vectors, overlayVersion }, lengths)
  await countInReleases(tx, workspaceId, key, 1)
}
