import { prisma } from '@/lib/db/client'
import { readLiveIndexes } from '@/lib/indexing/embedding/embedding-index'
import { readEmbedding } from '@/lib/indexing/embedding/read-embedding'
import { queueFollowEmbedding } from '@/lib/indexing/queue/queue-indexing'
import { embeddingSchema, retryEmbeddingSchema } from '@/lib/schemas/contexts/embedding'
import { verb } from '@/lib/services/verb'

/** Goes on with the index that failed, from where it was, and makes the vectors that the active one lacks. */
export const retryEmbedding = verb({
  name: 'retryEmbedding',
  scope: 'admin',
  effect: 'write',
  input: retryEmbeddingSchema,
  output: embeddingSchema,
  run: async ({ workspaceId }) => {
    await prisma.$transaction(async (tx) => {
      const { building } = await readLiveIndexes(tx, workspaceId)
      if (building) return
      const failed = await tx.embeddingIndex.findFirst({
        where: { workspaceId, status: 'failed' },
        orderBy: { createdAt: 'desc' },
        select: { id: true },
      })
      if (!failed) return
      const where = { workspaceId_id: { workspaceId, id: failed.id } }
      await tx.embeddingIndex.update({ where, data: { status: 'building', error: null }, select: { id: true } })
    })
    void queueFollowEmbedding(workspaceId)
    return readEmbedding(workspaceId)
  },
})
