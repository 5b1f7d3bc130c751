import { prisma } from '@/lib/db/client'
import { cancelEmbeddingSchema, type EmbeddingDto } from '@/lib/schemas/embedding'
import { type Actor, authorize } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { parseInput } from '@/lib/services/parse-input'
import { queueFollowEmbedding } from './queue-follow-embedding'
import { readEmbedding } from './read-embedding'

/** Gives up the index that is being built, or the one that failed. What serves goes on serving. */
export async function cancelEmbedding(actor: Actor, input: unknown): Promise<EmbeddingDto> {
  const { workspaceId } = authorize(actor, 'admin')
  parseInput(cancelEmbeddingSchema, input)
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.embeddingIndex.updateMany({
      where: { workspaceId, status: { in: ['building', 'failed'] } },
      data: { status: 'retired' },
    })
    if (count > 0) await recordAudit(tx, actor, { action: 'embedding.cancelled' })
  })
  void queueFollowEmbedding(workspaceId)
  return readEmbedding(workspaceId)
}
