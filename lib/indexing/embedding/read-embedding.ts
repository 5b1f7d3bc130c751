import { prisma } from '@/lib/db/client'
import { oneOf } from '@/lib/db/one-of'
import { EMBEDDING_KINDS, type EmbeddingDto, type EmbeddingIndexDto } from '@/lib/schemas/contexts/embedding'
import { countMessages } from './count-messages'
import { type EmbeddingIndexRow, INDEX_SELECT } from './embedding-index'
import { planEmbedding } from './plan-embedding'
import { countEmbedded } from './read-unembedded'
import { readVectorSearch } from './read-vector-search'

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
    search: await readVectorSearch(active),
    messages: active.embedsMessages ? await countMessages(active) : null,
    isSettled: step === null,
    nextStep: step,
  }
}

function toEmbeddingIndex(row: EmbeddingIndexRow, providerNames: Map<string, string>): EmbeddingIndexDto {
  const { id, providerId, dimensions, isAutomatic, isLate, parentShare, queryPrefix, textPrefix, error } = row
  const { embedsMessages } = row
  const status = row.status === 'building' || row.status === 'failed' ? row.status : 'active'
  return {
    id,
    kind: oneOf(EMBEDDING_KINDS, row.kind),
    providerId,
    providerName: providerId === null ? null : (providerNames.get(providerId) ?? null),
    model: row.modelName,
    ...{ dimensions, status, isAutomatic, isLate, parentShare, queryPrefix, textPrefix, embedsMessages, error },
    done: row.done,
    total: row.total,
    createdAt: row.createdAt.toISOString(),
    activatedAt: row.activatedAt?.toISOString() ?? null,
  }
}
