import { prisma } from '@/lib/db/client'
import { inBatches } from '@/lib/db/in-batches'
import type { TermCounts } from '@/lib/db/index-rows'
import { decodeVector } from '@/lib/db/retrieval/codec'
import { type ChunkCuration, earnWeight, type FoundAt, rankAmong, simulateQueries } from '@/lib/engine'
import { slice } from '@/lib/in-slices'
import { hashText } from '@/lib/texts/prepare/hash-text'
import { chunkIndexedText } from '@/lib/texts/prepare/indexed-text'
import { IndexGone } from './build-index'
import type { Embedder, ModuleToEmbed } from './embedder'
import type { EmbeddingIndexRow } from './embedding-index'
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
type ChunkText = {
  name: string
  headingPath: string[]
  text: string
  curation: ChunkCuration | null
  language: string
  termLanguages: string[]
}

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

/** In the order of the chunks; null for one that was deleted meanwhile. */
async function readTexts(workspaceId: string, chunks: Chunk[]): Promise<(ChunkText | null)[]> {
  const texts: (ChunkText | null)[] = []
  for (const batch of inBatches(chunks, KEYS_PER_QUERY)) {
    const rows = await prisma.$queryRaw<(ChunkText & { isThere: boolean })[]>`
      SELECT c."moduleId" IS NOT NULL AS "isThere", v."name", i."language", i."termLanguages", c."headingPath", c."text",
        c."curation"
      FROM json_to_recordset(${keysOf(batch)}::json) AS k("at" int, "moduleId" text, "version" int, "ordinal" int)
      LEFT JOIN "Chunk" c ON c."workspaceId" = ${workspaceId} AND c."moduleId" = k."moduleId"
        AND c."version" = k."version" AND c."ordinal" = k."ordinal"
      LEFT JOIN "ModuleVersion" v ON v."workspaceId" = ${workspaceId} AND v."moduleId" = c."moduleId"
        AND v."version" = c."version"
      LEFT JOIN "ModuleIndex" i ON i."workspaceId" = ${workspaceId} AND i."moduleId" = c."moduleId"
        AND i."version" = c."version"
      ORDER BY k."at"`
    texts.push(...rows.map(({ isThere, ...text }) => (isThere ? text : null)))
  }
  return texts
}

function keysOf(chunks: Chunk[]): string {
  return JSON.stringify(chunks.map(({ moduleId, version, ordinal }, at) => ({ at, moduleId, version, ordinal })))
}
