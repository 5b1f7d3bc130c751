import { changeRelease } from '@/lib/db/change-release'
import type { AverageLengths } from '@/lib/db/insert-versions'
import { PRODUCTION_RELEASE } from '@/lib/db/release'
import { type IndexChange, replaceIndexRows } from '@/lib/db/replace-index-rows'
import type { Transaction } from '@/lib/db/transaction'
import { checkEmbeddingIndexes } from '@/lib/services/modules/check-embedding-indexes'
import type { EmbeddedFor } from '@/lib/services/modules/embed-versions'
import { moduleNotFound } from '@/lib/services/modules/read-module'

type Reindex = { change: Omit<IndexChange, 'overlayVersion'>; embedding: EmbeddedFor }
export type IndexedState = { latestVersion: number; overlayVersion: number; isReleased: boolean }

/** What a module is indexed as; read it after `bumpRevision`. @throws AppError NOT_FOUND */
export async function readIndexedState(tx: Transaction, workspaceId: string, moduleId: string): Promise<IndexedState> {
  const [state] = await tx.$queryRaw<IndexedState[]>`
    SELECT m."latestVersion",
      (SELECT COALESCE(max(o."version"), 0) FROM "OverlayVersion" o
        WHERE o."workspaceId" = m."workspaceId" AND o."moduleId" = m."id") AS "overlayVersion",
      EXISTS (SELECT 1 FROM "ReleaseEntry" e WHERE e."workspaceId" = m."workspaceId"
        AND e."releaseId" = ${PRODUCTION_RELEASE} AND e."moduleId" = m."id" AND e."version" = m."latestVersion"
      ) AS "isReleased"
    FROM "Module" m WHERE m."workspaceId" = ${workspaceId} AND m."id" = ${moduleId}`
  if (!state) throw moduleNotFound(moduleId)
  return state
}

/**
 * Puts new index rows in the place of a version's, with the statistics of the release.
 * @throws EmbeddingIndexChanged
 */
export async function storeReindex(
  tx: Transaction,
  workspaceId: string,
  { change, embedding }: Reindex,
  { overlayVersion, isReleased }: Pick<IndexedState, 'overlayVersion' | 'isReleased'>,
  lengths: AverageLengths,
): Promise<void> {
  const indexes = await checkEmbeddingIndexes(tx, workspaceId, embedding)
  const vectors = change.vectors.filter(({ indexId }) => indexes.has(indexId))
  const released = isReleased ? [{ moduleId: change.moduleId, version: change.version }] : []
  if (isReleased) await changeRelease(tx, workspaceId, PRODUCTION_RELEASE, { remove: released, add: [] })
  await replaceIndexRows(tx, workspaceId, { ...change, vectors, overlayVersion }, lengths)
  if (isReleased) await changeRelease(tx, workspaceId, PRODUCTION_RELEASE, { remove: [], add: released })
}
