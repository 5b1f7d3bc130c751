import { prisma } from '@/lib/db/client'
import { decodeVector } from '@/lib/db/release-index/decode-binary'
import type { EmbeddingIndexRow } from './embedding-index'

const HASHES_PER_QUERY = 200

/** Vectors that the workspace has of the same indexed texts under this index, by content hash. */
export async function findStoredVectors(
  { workspaceId, id }: Pick<EmbeddingIndexRow, 'workspaceId' | 'id'>,
  chunks: { contentHash: string }[],
): Promise<Map<string, Float32Array>> {
  const hashes = [...new Set(chunks.map(({ contentHash }) => contentHash))]
  const vectors = new Map<string, Float32Array>()
  for (let start = 0; start < hashes.length; start += HASHES_PER_QUERY) {
    const rows = await prisma.$queryRaw<{ hash: string; embedding: string }[]>`
      SELECT DISTINCT ON (c."contentHash") c."contentHash" AS hash, encode(vector_send(e."embedding"), 'base64') AS embedding
      FROM "Chunk" c
      JOIN "ChunkEmbedding" e ON e."workspaceId" = c."workspaceId" AND e."model" = ${id}
        AND e."moduleId" = c."moduleId" AND e."version" = c."version" AND e."ordinal" = c."ordinal"
      WHERE c."workspaceId" = ${workspaceId}
        AND c."contentHash" = ANY(${hashes.slice(start, start + HASHES_PER_QUERY)}::text[])`
    for (const { hash, embedding } of rows) vectors.set(hash, decodeVector(embedding))
  }
  return vectors
}
