import { prisma } from '@/lib/db/client'
import { cancelEmbeddingSchema, embeddingSchema } from '@/lib/schemas/embedding'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { verb } from '@/lib/services/verb'
import { queueFollowEmbedding } from './queue-follow-embedding'
import { readEmbedding } from './read-embedding'

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
