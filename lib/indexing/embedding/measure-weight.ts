import { toChunkId } from '@/lib/db/chunk-id'
import { prisma } from '@/lib/db/client'
import { inBatches } from '@/lib/db/in-batches'
import type { TermCounts } from '@/lib/db/index-rows'
import { decodeVector } from '@/lib/db/retrieval/codec'
import { readChunks } from '@/lib/db/retrieval/stored-chunks'
import { earnWeight, type FoundAt, rankAmong, type StoredChunk, simulateQueries } from '@/lib/engine'
import { slice } from '@/lib/in-slices'
import { hashText } from '@/lib/texts/prepare/hash-text'
import { chunkIndexedText } from '@/lib/texts/prepare/indexed-text'
import type { Embedder, ModuleToEmbed } from './embedder'
import { type EmbeddingIndexRow, IndexGone } from './embedding-index'
import { phraseQuery } from './phrase-query'
import { sampleChunks } from './sample-chunks'

/** Chunks that one is found among, and those that are asked for: each costs two texts of the model's time. */
const MAX_CHUNKS = 2_000
const MAX_QUERIES = 100
const KEYS_PER_QUERY = 100
const MODULES_PER_BATCH = 10
/** Of fewer words no query is made. */
const MIN_WORDS = 3
const SEED = 1

type Chunk = { moduleId: string; version: number; ordinal: number; termCounts: TermCounts }
type ModuleText = { name: string; language: string; termLanguages: string[] }
type ChunkText = ModuleText & StoredChunk

/**
 * What the cosines of an index earn beside 1 for BM25 on the workspace's own texts, as a fit of the offline embedder earns
 * it: by queries drawn from chunks, which are looked for among the index's vectors without half of the words that were
 * drawn. Those chunks are embedded again for it, each by itself. Undefined when the texts are too short or too few to ask.
 *
 * @throws IndexGone; what keeps the model from answering
 */
export async function measureWeight(
  index: EmbeddingIndexRow,
  embedder: Embedder,
  chunkCount: number,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const { chunks, vectors } = await readSample(index, chunkCount, signal)
  const counts = chunks.map(({ termCounts }) =>
    Array.from(termCounts.ids, (id, i) => ({ id, count: termCounts.frequencies[i]! })),
  )
  const { documents, queries } = simulateQueries(counts, SEED, MAX_QUERIES)
  const texts = await readTexts(
    index.workspaceId,
    queries.flatMap(({ document }) => chunks[document] ?? []),
  )
  const asked = queries.flatMap(({ document, terms }, i) => {
    const stored = texts[i]
    if (!stored) return []
    const { name, headingPath, text, curation, language, termLanguages } = stored
    const extraTexts = curation ? [...curation.keywords, ...curation.questions] : []
    const indexed = chunkIndexedText([name, ...headingPath], text, extraTexts)
    const phrased = phraseQuery(indexed, [...new Set([language, ...termLanguages])], terms)
    return phrased.terms.length < MIN_WORDS ? [] : [{ document, ...phrased }]
  })
  if (asked.length === 0) return undefined
  for (const batch of inBatches(asked, MODULES_PER_BATCH)) {
    await checkWanted(index, signal)
    const modules = batch.map(({ document, rest }) => toModule(rest, documents[document] ?? []))
    const embedded = await embedder.embedModules(modules, signal)
    batch.forEach(({ document }, i) => {
      vectors[document] = embedded[i]?.chunks[0] ?? []
    })
  }
  const rank = rankAmong(documents, vectors)
  const found: FoundAt[] = []
  for (const { query, ...simulated } of asked) {
    await checkWanted(index, signal)
    const [vector = []] = await embedder.port.embed([query])
    found.push(rank(simulated, vector))
    if (slice.isOver) await slice.next()
  }
  return earnWeight(found)
}

/** @throws IndexGone when it was cancelled or replaced: a provider's texts cost money */
async function checkWanted({ workspaceId, id, status }: EmbeddingIndexRow, signal: AbortSignal | undefined) {
  signal?.throwIfAborted()
  const row = await prisma.embeddingIndex.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { status: true },
  })
  if (row?.status !== status) throw new IndexGone()
}

/** A text as a module of one chunk, so that each kind of embedder does with it what it does with all. */
function toModule(text: string, terms: readonly { id: number; count: number }[]): ModuleToEmbed {
  const termCounts = {
    ids: Int32Array.from(terms, ({ id }) => id),
    frequencies: Float32Array.from(terms, ({ count }) => count),
  }
  const chunk = { ordinal: 0, indexedText: text, contentHash: hashText(text), startOffset: 0, endOffset: text.length }
  return { body: text, index: { indexedText: text, termCounts }, chunks: [{ ...chunk, termCounts }] }
}

/** Chunks of the release that have a vector, and these. */
async function readSample(index: EmbeddingIndexRow, chunkCount: number, signal: AbortSignal | undefined) {
  const { workspaceId, id } = index
  const sampled: Chunk[] = []
  for await (const chunk of sampleChunks(workspaceId, { chunkCount, most: MAX_CHUNKS }, signal)) sampled.push(chunk)
  const chunks: Chunk[] = []
  const vectors: ArrayLike<number>[] = []
  for (const batch of inBatches(sampled, KEYS_PER_QUERY)) {
    signal?.throwIfAborted()
    const rows = await prisma.$queryRaw<{ embedding: string | null }[]>`
      SELECT encode(vector_send(e."embedding"), 'base64') AS embedding
      FROM json_to_recordset(${keysOf(batch)}::json) AS k("at" int, "moduleId" text, "version" int, "ordinal" int)
      LEFT JOIN "ChunkEmbedding" e ON e."workspaceId" = ${workspaceId} AND e."model" = ${id}
        AND e."moduleId" = k."moduleId" AND e."version" = k."version" AND e."ordinal" = k."ordinal"
      ORDER BY k."at"`
    rows.forEach(({ embedding }, at) => {
      const chunk = batch[at]
      if (!embedding || !chunk) return
      chunks.push(chunk)
      vectors.push(decodeVector(embedding))
    })
  }
  return { chunks, vectors }
}

/** In the order of the chunks; undefined for one that was deleted meanwhile. */
async function readTexts(workspaceId: string, chunks: Chunk[]): Promise<(ChunkText | undefined)[]> {
  const texts: (ChunkText | undefined)[] = []
  for (const batch of inBatches(chunks, KEYS_PER_QUERY)) {
    const stored = await readChunks(prisma, workspaceId, batch.map(toChunkId))
    const chunkById = new Map(stored.map((chunk) => [chunk.chunkId, chunk]))
    const modules = await prisma.$queryRaw<(ModuleText & { at: number })[]>`
      SELECT k."at", v."name", i."language", i."termLanguages"
      FROM json_to_recordset(${keysOf(batch)}::json) AS k("at" int, "moduleId" text, "version" int)
      JOIN "ModuleVersion" v ON v."workspaceId" = ${workspaceId} AND v."moduleId" = k."moduleId"
        AND v."version" = k."version"
      JOIN "ModuleIndex" i ON i."workspaceId" = ${workspaceId} AND i."moduleId" = k."moduleId"
        AND i."version" = k."version"`
    const moduleAt = new Map(modules.map(({ at, ...module }) => [at, module]))
    texts.push(
      ...batch.map((key, at) => {
        const [chunk, module] = [chunkById.get(toChunkId(key)), moduleAt.get(at)]
        return chunk && module && { ...chunk, ...module }
      }),
    )
  }
  return texts
}

function keysOf(chunks: Chunk[]): string {
  return JSON.stringify(chunks.map(({ moduleId, version, ordinal }, at) => ({ at, moduleId, version, ordinal })))
}
