import { prisma } from '@/lib/db/client'
import { decodeVector } from '@/lib/db/retrieval/codec'
import { type EmbeddingPort, meanDirection, mixParent, poolTokens, type TokenVector } from '@/lib/engine'
import { LIMITS } from '@/lib/schemas/limits'
import { hashText } from '@/lib/texts/prepare/hash-text'
import type { Embedder, ModuleToEmbed, ModuleVectors } from './embedder'
import { embedCached } from './embedding-cache'
import type { EmbeddingIndexRow } from './embedding-index'

/** A model that was trained, wherever it runs. */
export type NeuralModel = {
  /** Unit vectors. */
  embedTexts(texts: string[], options: { signal?: AbortSignal; maxRetries?: number }): Promise<number[][]>
  embedQuery(text: string): Promise<number[]>
  embedTokens?(text: string, options: { signal?: AbortSignal }): AsyncIterable<TokenVector[]>
}

/**
 * Chunks by a neural model. A module's own vector is the direction of its chunks' mean: the models read a few hundred
 * tokens at once, and asking for the module again would cost twice. Where late chunking was chosen, chunks of a module that is too
 * long for it have the share of their module instead.
 */
export function createNeuralEmbedder(index: EmbeddingIndexRow, model: NeuralModel): Embedder {
  const { modelName, dimensions, queryPrefix, textPrefix, parentShare, isLate } = index
  const name = [index.kind, index.providerId ?? '', modelName, textPrefix].join('\0')
  const port: EmbeddingPort = {
    model: modelName,
    dimensions,
    seesMeaning: true,
    embed: async (queries) => {
      const texts = queries.map((query) => ({
        hash: hashText(`query ${queryPrefix}${query}`),
        text: `${queryPrefix}${query}`,
      }))
      const vectors = await embedCached(name, texts, (missing) => Promise.all(missing.map(model.embedQuery)))
      return vectors.map((vector) => Array.from(vector))
    },
    ...(model.embedTokens ? { embedTokens: model.embedTokens } : {}),
  }
  const embedChunks = (chunks: ModuleToEmbed['chunks'], signal: AbortSignal | undefined) =>
    embedCached(
      name,
      chunks.map(({ contentHash, indexedText }) => ({ hash: contentHash, text: `${textPrefix}${indexedText}` })),
      (texts) => model.embedTexts(texts, { signal }),
    )
  const { embedTokens } = model
  const pool =
    isLate && embedTokens
      ? (module: ModuleToEmbed, signal: AbortSignal | undefined) =>
          embedLate(
            name,
            module,
            (text) => embedTokens(text, { signal }),
            (chunks) => embedChunks(chunks, signal),
          )
      : undefined
  const poolOf = ({ body }: ModuleToEmbed) => (body.length <= LIMITS.lateChunkingLength ? pool : undefined)
  const directionOf = (vectors: ArrayLike<number>[]) =>
    vectors.length > 0 ? meanDirection(vectors) : new Float32Array(dimensions)
  const embedAlone = async (modules: ModuleToEmbed[], signal: AbortSignal | undefined): Promise<ModuleVectors[]> => {
    const chunks = modules.flatMap((module) => module.chunks)
    // stored vectors have their module in them when that takes part
    const canReuse = parentShare === 0 && !pool
    const stored = canReuse ? await findStoredVectors(index, chunks) : new Map<string, Float32Array>()
    const missing = chunks.filter(({ contentHash }) => !stored.has(contentHash))
    const embedded = await embedChunks(missing, signal)
    missing.forEach(({ contentHash }, i) => {
      const vector = embedded[i]
      if (vector) stored.set(contentHash, vector)
    })
    return modules.map(({ chunks }) => {
      const vectors = chunks.map(({ contentHash }) => stored.get(contentHash) ?? new Float32Array(dimensions))
      const module = directionOf(vectors)
      return { chunks: vectors.map((vector) => mixParent(vector, module, parentShare)), module }
    })
  }
  return {
    port,
    embedTexts: (texts, signal) =>
      embedCached(
        name,
        texts.map((text) => ({ hash: hashText(`text ${text}`), text: `${textPrefix}${text}` })),
        (missing) => model.embedTexts(missing, { signal }),
      ),
    embedModules: async (modules, signal) => {
      const alone = await embedAlone(
        modules.filter((module) => !poolOf(module)),
        signal,
      )
      const embedded: ModuleVectors[] = []
      for (const module of modules) {
        signal?.throwIfAborted()
        const chunks = await poolOf(module)?.(module, signal)
        embedded.push(chunks ? { chunks, module: directionOf(chunks) } : (alone.shift() ?? { chunks: [], module: [] }))
      }
      return embedded
    },
  }
}

/** Chunks pooled from the tokens of the whole document; one without a token is embedded by itself. */
async function embedLate(
  name: string,
  { body, chunks }: ModuleToEmbed,
  embedTokens: (text: string) => AsyncIterable<TokenVector[]>,
  embedChunks: (chunks: ModuleToEmbed['chunks']) => Promise<Float32Array[]>,
): Promise<Float32Array[]> {
  const document = hashText(body)
  const spans = chunks.map(({ startOffset, endOffset }) => ({ start: startOffset, end: endOffset }))
  const texts = spans.map(({ start, end }) => ({ hash: `${document} ${start} ${end}`, text: `${start} ${end}` }))
  return embedCached(`${name}\0late`, texts, async (missing) => {
    const wanted = missing.map((text) => texts.findIndex((known) => known.text === text))
    const pooled = await poolTokens(
      embedTokens(body),
      wanted.flatMap((at) => spans[at] ?? []),
    )
    const empty = wanted.filter((_, i) => !pooled[i]).flatMap((at) => chunks[at] ?? [])
    const alone = empty.length > 0 ? await embedChunks(empty) : []
    return pooled.map((vector) => vector ?? alone.shift() ?? new Float32Array())
  })
}

const HASHES_PER_QUERY = 200

/** Vectors that the workspace has of the same indexed texts under this index, by content hash. */
async function findStoredVectors(
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
