import { prisma } from '@/lib/db/client'
import { readEmbedding } from '@/lib/indexing/embedding/read-embedding'
import { queueFollowEmbedding } from '@/lib/indexing/queue/queue-indexing'
import { cancelEmbeddingSchema, embeddingSchema } from '@/lib/schemas/contexts/embedding'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'

/** Gives up the index that is being built, or the one that failed. What serves goes on serving. */
export const cancelEmbedding = verb({
  name: 'cancelEmbedding',
  scope: 'admin',
  effect: 'write',
  input: cancelEmbeddingSchema,
  output: embeddingSchema,
  run: async ({ actor, workspaceId }) => {
    await prisma.$transaction(async (tx) => {
      const { count } = await tx.embeddingIndex.updateMany({
        where: { workspaceId, status: { in: ['building', 'failed'] } },
        data: { status: 'retired' },
      })
      if (count > 0) await recordAudit(tx, actor, { action: 'embedding.cancelled' })
    })
    void queueFollowEmbedding(workspaceId)
    return readEmbedding(workspaceId)
  },
})
