import { EMBEDDING_KINDS, type EmbeddingIndexDto } from '@/lib/schemas/embedding'
import type { EmbeddingIndexRow } from './embedding-index'

export function toEmbeddingIndex(row: EmbeddingIndexRow, providerNames: Map<string, string>): EmbeddingIndexDto {
  const { id, providerId, dimensions, isAutomatic, isLate, parentShare, queryPrefix, textPrefix, error } = row
  const status = row.status === 'building' || row.status === 'failed' ? row.status : 'active'
  return {
    id,
    kind: EMBEDDING_KINDS.find((kind) => kind === row.kind) ?? 'hash',
    providerId,
    providerName: providerId === null ? null : (providerNames.get(providerId) ?? null),
    model: row.modelName,
    ...{ dimensions, status, isAutomatic, isLate, parentShare, queryPrefix, textPrefix, error },
    done: row.done,
    total: row.total,
    createdAt: row.createdAt.toISOString(),
    activatedAt: row.activatedAt?.toISOString() ?? null,
  }
}
