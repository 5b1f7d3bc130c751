import { prisma } from '@/lib/db/client'
import { type EmbeddingDto, retryEmbeddingSchema } from '@/lib/schemas/embedding'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { readLiveIndexes } from './embedding-index'
import { queueFollowEmbedding } from './queue-follow-embedding'
import { readEmbedding } from './read-embedding'

/** Goes on with the index that failed, from where it was, and makes the vectors that the active one lacks. */
export async function retryEmbedding(actor: Actor, input: unknown): Promise<EmbeddingDto> {
  const { workspaceId } = authorize(actor, 'admin')
  parseInput(retryEmbeddingSchema, input)
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
}
