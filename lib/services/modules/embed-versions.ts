import { prisma } from '@/lib/db/client'
import { toVector, type VersionRow } from '@/lib/db/index-rows'
import type { EmbeddingPort } from '@/lib/engine'
import type { PreparedVersion } from './prepare-version'

/** A version that only lacks its number, message and author. */
export type EmbeddedVersion = Omit<VersionRow, 'version' | 'message' | 'authorId' | 'authorName'>

const TEXTS_PER_CALL = 64
const HASHES_PER_QUERY = 200

/**
 * Vectors of the versions' chunks and modules. A chunk that the workspace has a vector of already, by the hash of what
 * was indexed, keeps it: only new text is sent to the embedder.
 */
export async function embedVersions<Prepared extends Pick<PreparedVersion, 'chunks' | 'index'>>(
  workspaceId: string,
  versions: Prepared[],
  embedding: EmbeddingPort,
): Promise<(Omit<Prepared, 'chunks' | 'index'> & Pick<EmbeddedVersion, 'chunks' | 'index'>)[]> {
  const texts = new Map(
    versions.flatMap(({ chunks }) =>
      chunks.flatMap(({ contentHash, indexedText }) =>
        indexedText === null ? [] : [[contentHash, indexedText] as const],
      ),
    ),
  )
  const vectors = await findVectors(workspaceId, embedding.model, [...texts.keys()])
  const missing = [...texts].filter(([hash]) => !vectors.has(hash))
  const embedded = await embedAll(
    embedding,
    missing.map(([, text]) => text),
  )
  missing.forEach(([hash], i) => {
    vectors.set(hash, embedded[i] ?? null)
  })
  const moduleVectors = await embedAll(
    embedding,
    versions.map(({ index }) => index.indexedText),
  )
  return versions.map(({ chunks, index, ...version }, i) => ({
    ...version,
    chunks: chunks.map(({ indexedText, ...chunk }) => ({
      ...chunk,
      embedding: indexedText === null ? null : (vectors.get(chunk.contentHash) ?? null),
    })),
    index: {
      length: index.length,
      termCounts: index.termCounts,
      model: embedding.model,
      embedding: moduleVectors[i] ?? null,
    },
  }))
}

async function findVectors(workspaceId: string, model: string, hashes: string[]): Promise<Map<string, string | null>> {
  const vectors = new Map<string, string | null>()
  for (let start = 0; start < hashes.length; start += HASHES_PER_QUERY) {
    const rows = await prisma.$queryRaw<{ hash: string; embedding: string }[]>`
      SELECT DISTINCT ON (c."contentHash") c."contentHash" AS hash, e."embedding"::text AS embedding
      FROM "Chunk" c
      JOIN "ChunkEmbedding" e ON e."workspaceId" = c."workspaceId" AND e."model" = ${model}
        AND e."moduleId" = c."moduleId" AND e."version" = c."version" AND e."ordinal" = c."ordinal"
      WHERE c."workspaceId" = ${workspaceId}
        AND c."contentHash" = ANY(${hashes.slice(start, start + HASHES_PER_QUERY)}::text[])`
    for (const { hash, embedding } of rows) vectors.set(hash, embedding)
  }
  return vectors
}

/** A text without anything to embed has no vector: cosine distance to zero is not defined. */
async function embedAll(embedding: EmbeddingPort, texts: string[]): Promise<(string | null)[]> {
  const vectors: (string | null)[] = []
  for (let start = 0; start < texts.length; start += TEXTS_PER_CALL) {
    const batch = await embedding.embed(texts.slice(start, start + TEXTS_PER_CALL))
    for (const vector of batch) vectors.push(vector.some((value) => value !== 0) ? toVector(vector) : null)
  }
  return vectors
}
