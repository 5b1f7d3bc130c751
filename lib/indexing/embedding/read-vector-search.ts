import { databaseKind, prisma } from '@/lib/db/client'
import { RECALL_AIM } from '@/lib/db/retrieval/approximate/serving'
import type { EmbeddingDto, VectorSearchDto } from '@/lib/schemas/contexts/embedding'
import type { EmbeddingIndexRow } from './embedding-index'

/** How the database finds the nearest vectors of a model. */
export async function readVectorSearch({
  workspaceId,
  id: indexId,
}: Pick<EmbeddingIndexRow, 'workspaceId' | 'id'>): Promise<EmbeddingDto['search']> {
  const indexes =
    databaseKind === 'embedded' ? [] : await prisma.approximateIndex.findMany({ where: { workspaceId, indexId } })
  const searchOf = (documents: string): VectorSearchDto => {
    const index = indexes.find((each) => each.documents === documents)
    if (!index) return { kind: 'exact', recall: null }
    if (index.measuredAt === null) return { kind: 'making', recall: null }
    return { kind: index.recall >= RECALL_AIM ? 'approximate' : 'refused', recall: index.recall }
  }
  return { chunks: searchOf('chunks'), modules: searchOf('modules') }
}
