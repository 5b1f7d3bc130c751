import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Chunk,
  chunkMarkdown,
  extractTerms,
  loadTokenizer,
  searchContext,
  spanMetrics,
  type Tokenizer,
} from '@/lib/engine'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import { sampleModule } from '@/lib/engine/testing/samples.fixture'
import { splitSource } from '@/lib/schemas/front-matter/front-matter'
import { type Chunker, ourChunker, recursiveChunker } from './chunking/chunkers'
import { printRecallCurve } from './chunking/recall-curve'
import { loadContextSets } from './context/load-tasks'
import { type Corpus, evalFolder, type Question, readChromaQuestions } from './shared/chroma-questions'

/**
 * `npm run bench:chunking [-- SET…]`: how much of what answers is in the first 200 to 3,200 tokens that the product's
 * search finds, for Loadout's chunks and those of LangChain's recursive splitter. Without sets named, also how much of the
 * spans that answer 220 questions the 5 best chunks bring, and how much else with it; and how fast chunks are made.
 */

/** Sets of `bench:context` whose curves are printed. */
const CURVES = ['chroma_chunking', 'anthropic_docs, pages', 'handbook', 'react.dev', 'agentskills']
const K = 5
const RECURSIVE: [number, number][] = [
  [800, 400],
  [400, 200],
  [400, 0],
  [200, 0],
]
const SIZES = [120, 160, 200, 260, 320, 400]
const OVERLAPS = [0, 0.1, 0.3]
const RUNS = 3

async function main(): Promise<void> {
  const tokenizer = await loadTokenizer('gpt')
  const only = process.argv.slice(2)
  for (const set of loadContextSets(only.length > 0 ? only : CURVES)) await printRecallCurve(set, tokenizer)
  if (only.length > 0) return
  const folder = evalFolder('chroma_chunking')
  if (folder) await compareRetrieval(folder, tokenizer)
  else console.log('chroma_chunking is not there: set LOADOUT_EVAL_DIR to the folder that holds it')
  const docs = evalFolder('docs')
  if (docs) await compareSpeed(docs, tokenizer)
}

async function compareRetrieval(folder: string, tokenizer: Tokenizer): Promise<void> {
  const { corpora, questions } = readChromaQuestions(folder)
  const rate = (name: string, chunker: Chunker, hasSurroundings = true) =>
    rateChunker(name, chunker, { corpora, questions, tokenizer, hasSurroundings })
  console.log(
    `${corpora.length} documents, ${questions.length} questions, k = ${K}; recall, precision, precision Ω and IoU in %`,
  )
  console.log(
    "search: the product's own, words and vectors fitted to the chunks, default policy; BM25 alone: no vectors, no reranking\n",
  )
  console.log(
    `${''.padEnd(34)}${'chunks'.padStart(8)}${'tokens'.padStart(8)}${'  search: R     P    PΩ   IoU'}${'   BM25: R     P   IoU'}`,
  )
  await rate('Loadout', ourChunker(tokenizer))
  for (const [size, overlap] of RECURSIVE) {
    await rate(`recursive splitter ${size}/${overlap}`, recursiveChunker(size, overlap, tokenizer))
  }
  console.log('\nthe same without the terms of the surroundings in the index: plain BM25, as published')
  await rate('Loadout', ourChunker(tokenizer), false)
  for (const [size, overlap] of RECURSIVE) {
    await rate(`recursive splitter ${size}/${overlap}`, recursiveChunker(size, overlap, tokenizer), false)
  }
  console.log('\nLoadout with other sizes (overlap as it is) and other overlaps (size as it is)')
  for (const maxTokens of SIZES) await rate(`at most ${maxTokens} tokens`, ourChunker(tokenizer, { maxTokens }))
  for (const overlapShare of OVERLAPS) {
    await rate(`overlap at most ${overlapShare * 100} %`, ourChunker(tokenizer, { overlapShare }))
  }
}

type Setup = { corpora: Corpus[]; questions: Question[]; tokenizer: Tokenizer; hasSurroundings: boolean }

async function rateChunker(
  name: string,
  chunker: Chunker,
  { corpora, questions, tokenizer, hasSurroundings }: Setup,
): Promise<void> {
  const documents = await Promise.all(corpora.map(async ({ id, text }) => ({ id, text, chunks: await chunker(text) })))
  const search = await createSearch(documents, tokenizer, hasSurroundings)
  const chunks = documents.flatMap((document) => document.chunks.map((chunk) => ({ ...chunk, moduleId: document.id })))
  const toExcerpt = (chunk: { moduleId: string; startOffset: number; endOffset: number }) => {
    return { documentId: chunk.moduleId, start: chunk.startOffset, end: chunk.endOffset }
  }
  const rated = await Promise.all(
    questions.map(async ({ text, relevant }) => {
      const touching = chunks
        .map(toExcerpt)
        .filter(({ documentId, start, end }) =>
          relevant.some((span) => span.documentId === documentId && span.start < end && start < span.end),
        )
      return {
        search: spanMetrics((await search.bySearch(text)).map(toExcerpt), relevant),
        words: spanMetrics((await search.byWords(text)).map(toExcerpt), relevant),
        omega: spanMetrics(touching, relevant).precision,
      }
    }),
  )
  const percent = (measure: (result: (typeof rated)[number]) => number) => {
    return ((100 * rated.reduce((sum, result) => sum + measure(result), 0)) / rated.length).toFixed(1).padStart(6)
  }
  const size = chunks.reduce((sum, { text }) => sum + tokenizer.count(text), 0) / chunks.length
  console.log(
    name.padEnd(34) +
      String(chunks.length).padStart(8) +
      size.toFixed(0).padStart(8) +
      '     ' +
      percent(({ search }) => search.recall) +
      percent(({ search }) => search.precision) +
      percent(({ omega }) => omega) +
      percent(({ search }) => search.iou) +
      '   ' +
      percent(({ words }) => words.recall) +
      percent(({ words }) => words.precision) +
      percent(({ words }) => words.iou),
  )
}

type Document = { id: string; text: string; chunks: Chunk[] }
type Span = { moduleId: string; startOffset: number; endOffset: number }

/** The product's search, and its BM25 alone, over chunks that it need not have made itself. */
async function createSearch(documents: Document[], tokenizer: Tokenizer, hasSurroundings: boolean) {
  const chunksOf = new Map(documents.map(({ id, chunks }) => [id, chunks]))
  const ports = await createInMemoryRetrieval(
    documents.map(({ id, text }) => sampleModule({ moduleId: id, body: text })),
    {
      tokenizer,
      weights: hasSurroundings ? {} : { surroundings: 0 },
      embedding: 'lsa',
      chunksOf: ({ moduleId }) => chunksOf.get(moduleId) ?? [],
    },
  )
  return {
    bySearch: async (query: string): Promise<Span[]> => {
      const found = await searchContext(sampleRequest({ query }), { ...ports, tokenizer, now: () => 0 })
      return found.slice(0, K).map(({ module, ...span }) => ({ ...span, moduleId: module.moduleId }))
    },
    byWords: async (query: string): Promise<Span[]> => {
      const { lexical } = await ports.retrieval.searchChunks({ terms: extractTerms(query), excludes: [] }, K)
      return ports.retrieval.getChunks(lexical.map(({ chunkId }) => chunkId))
    },
  }
}

async function compareSpeed(folder: string, tokenizer: Tokenizer): Promise<void> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.mdx?$/.test(file))
  const bodies = files.map((file) => splitSource(readFileSync(join(folder, file), 'utf8')).body)
  const megabytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0) / 1e6
  console.log(`\n${files.length} files of documentation, ${megabytes.toFixed(1)} MB; best of ${RUNS}, CPU time`)
  const time = async (name: string, run: (body: string) => unknown) => {
    let least = Number.POSITIVE_INFINITY
    for (let i = 0; i < RUNS; i++) {
      const start = process.cpuUsage()
      for (const body of bodies) await run(body)
      const { user, system } = process.cpuUsage(start)
      least = Math.min(least, (user + system) / 1e6)
    }
    console.log(
      `${name.padEnd(34)}${least.toFixed(2).padStart(6)} s ${(megabytes / least).toFixed(1).padStart(6)} MB/s`,
    )
  }
  await time('Loadout', (body) => chunkMarkdown(body, { tokenizer }))
  await time('of it counting tokens, once', (body) => tokenizer.count(body))
  await time('recursive splitter 200/0', recursiveChunker(200, 0, tokenizer))
}

await main()
