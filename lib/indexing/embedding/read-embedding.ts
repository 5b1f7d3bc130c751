import { prisma } from '@/lib/db/client'
import type { EmbeddingDto } from '@/lib/schemas/embedding'
import { INDEX_SELECT } from './embedding-index'
import { planEmbedding } from './plan-embedding'
import { countEmbedded } from './read-unembedded'
import { toEmbeddingIndex } from './to-embedding-index'

/** How a workspace's texts are embedded, and what is being done about it. */
export async function readEmbedding(workspaceId: string): Promise<EmbeddingDto> {
  const [{ active, building, step }, failed, providers] = await Promise.all([
    planEmbedding(workspaceId),
    prisma.embeddingIndex.findFirst({
      where: { workspaceId, status: 'failed' },
      orderBy: { createdAt: 'desc' },
      select: INDEX_SELECT,
    }),
    prisma.provider.findMany({ where: { workspaceId }, select: { id: true, name: true } }),
  ])
  const names = new Map(providers.map(({ id, name }) => [id, name]))
  const { chunks, embedded } = await countEmbedded(active)
  return {
    active: toEmbeddingIndex(active, names),
    building: building && toEmbeddingIndex(building, names),
    failed: failed && toEmbeddingIndex(failed, names),
    coverage: { chunks, embedded },
    isSettled: step === null,
    nextStep: step,
  }
}
