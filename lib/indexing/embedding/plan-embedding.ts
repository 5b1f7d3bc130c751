import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { readReleaseState } from '@/lib/db/releases/release-state'
import { type EmbeddingIndexRow, type LiveIndexes, readLiveIndexes } from './embedding-index'

/** With fewer chunks the offline embedder that needs no corpus serves. */
const MIN_CHUNKS = 24
/** Share of the chunks that may have changed since the last fit before another is made. */
const MAX_CHANGED_SHARE = 0.2

type EmbeddingStep =
  /** An index is being built, or waits for it. */
  | 'build'
  /** Some modules have no vectors under the index that serves. */
  | 'fill'
  /** The corpus has changed enough for the offline embedder to be fitted anew. */
  | 'fit'

/** `revision` is the workspace's when `chunkCount` was read. */
export type EmbeddingPlan = LiveIndexes & { step: EmbeddingStep | null; chunkCount: number; revision: number }

/** What a workspace's embeddings need next, from what is stored alone: every process comes to the same answer. */
export async function planEmbedding(workspaceId: string): Promise<EmbeddingPlan> {
  const live = await readLiveIndexes(prisma, workspaceId)
  const state = await readReleaseState(prisma, releaseOf(workspaceId))
  if (!state) throw new Error(`workspace ${workspaceId} has no production release`)
  const { chunkCount, revision } = state
  const plan = { ...live, chunkCount, revision }
  if (live.building) return { ...plan, step: 'build' }
  if (live.active.error !== null) return { ...plan, step: 'fill' }
  return { ...plan, step: (await needsFit(live.active, chunkCount)) ? 'fit' : null }
}

async function needsFit(active: EmbeddingIndexRow, chunkCount: number): Promise<boolean> {
  if (!active.isAutomatic || chunkCount < MIN_CHUNKS) return false
  const { workspaceId, fittedChunks, fittedRevision } = active
  if (fittedRevision === null || fittedChunks === 0) return true
  const { added, isImported } = await readAddedSince(workspaceId, fittedRevision)
  const removed = fittedChunks - (chunkCount - added)
  // a fit covers all that was imported: the same files are found alike, however they came
  return isImported || Math.max(added, removed) / fittedChunks >= MAX_CHANGED_SHARE
}

/** Chunks of the versions that the release took in after a revision, and whether an import brought any of them. */
async function readAddedSince(workspaceId: string, revision: number): Promise<{ added: number; isImported: boolean }> {
  const rows = await prisma.$queryRaw<{ added: number; isImported: boolean }[]>`
    WITH added AS (
      SELECT "workspaceId", "moduleId", "version" FROM "ReleaseEntry"
      WHERE "workspaceId" = ${workspaceId} AND "releaseId" = ${releaseOf(workspaceId).releaseId} AND "addedAtRevision" > ${revision}
    )
    SELECT COALESCE(sum(c.count), 0)::int AS "added",
      EXISTS (
        SELECT 1 FROM "ImportedModule" i JOIN added USING ("workspaceId", "moduleId", "version")
        WHERE i."workspaceId" = ${workspaceId}
      ) AS "isImported"
    FROM added a
    CROSS JOIN LATERAL (
      SELECT count(*) AS count FROM "Chunk" c
      WHERE c."workspaceId" = a."workspaceId" AND c."moduleId" = a."moduleId" AND c."version" = a."version"
      OFFSET 0
    ) c`
  return rows[0] ?? { added: 0, isImported: false }
}
