import { prisma } from '@/lib/db/client'
import { PRODUCTION_RELEASE } from '@/lib/db/release'
import { type EmbeddingIndexRow, type LiveIndexes, readLiveIndexes } from './embedding-index'

/** With fewer chunks the offline embedder that needs no corpus serves. */
const MIN_CHUNKS = 24
/** Share of the chunks that may have changed since the last fit before another is made. */
const MAX_CHANGED_SHARE = 0.2

export type EmbeddingStep =
  /** An index is being built, or waits for it. */
  | 'build'
  /** Some modules have no vectors under the index that serves. */
  | 'fill'
  /** The corpus has changed enough for the offline embedder to be fitted anew. */
  | 'fit'

export type EmbeddingPlan = LiveIndexes & { step: EmbeddingStep | null; chunkCount: number }

/** What a workspace's embeddings need next, from what is stored alone: every process comes to the same answer. */
export async function planEmbedding(workspaceId: string): Promise<EmbeddingPlan> {
  const [live, state] = await Promise.all([
    readLiveIndexes(prisma, workspaceId),
    prisma.releaseState.findUniqueOrThrow({
      where: { workspaceId_releaseId: { workspaceId, releaseId: PRODUCTION_RELEASE } },
      select: { chunkCount: true },
    }),
  ])
  const { chunkCount } = state
  const plan = { ...live, chunkCount }
  if (live.building) return { ...plan, step: 'build' }
  if (live.active.error !== null) return { ...plan, step: 'fill' }
  return { ...plan, step: (await needsFit(live.active, chunkCount)) ? 'fit' : null }
}

async function needsFit(active: EmbeddingIndexRow, chunkCount: number): Promise<boolean> {
  if (!active.isAutomatic || chunkCount < MIN_CHUNKS) return false
  const { fittedChunks, fittedAt } = active
  if (fittedAt === null || fittedChunks === 0) return true
  const added = await countAddedSince(active.workspaceId, fittedAt)
  const removed = fittedChunks - (chunkCount - added)
  return Math.max(added, removed) / fittedChunks >= MAX_CHANGED_SHARE
}

/** Chunks of the release's versions that are younger than a moment. */
async function countAddedSince(workspaceId: string, moment: Date): Promise<number> {
  const rows = await prisma.$queryRaw<{ count: number }[]>`
    SELECT COALESCE(sum(c.count), 0)::int AS count
    FROM "ReleaseEntry" e
    CROSS JOIN LATERAL (
      SELECT count(*) AS count
      FROM "ModuleVersion" v
      JOIN "Chunk" c ON c."workspaceId" = v."workspaceId" AND c."moduleId" = v."moduleId" AND c."version" = v."version"
      WHERE v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
        AND v."createdAt" > ${moment}
      OFFSET 0
    ) c
    WHERE e."workspaceId" = ${workspaceId} AND e."releaseId" = ${PRODUCTION_RELEASE}`
  return rows[0]?.count ?? 0
}
