import { type Candidate, searchContext, spanMetrics, type Tokenizer } from '@/lib/engine'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import { missingIn } from '../answers/judge-answer'
import type { ContextSet } from '../context/load-tasks'
import { type ContextTask, isHeldOut, type Sent } from '../context/rate-task'
import { type Chunker, ourChunker, recursiveChunker } from './chunkers'

/** Tokens that are read. */
const AMOUNTS = [200, 400, 800, 1_600, 3_200]
const RECURSIVE: [size: number, overlap: number][] = [
  [200, 0],
  [200, 40],
  [300, 0],
  [300, 60],
  [400, 0],
  [400, 80],
]

/**
 * Prints how much of what answers is in the first 200 to 3,200 tokens of what the product's own search finds, for
 * Loadout's chunks and the recursive splitter's: of the characters of passages, or of the facts, in %. The chunk at
 * which the tokens end is read that far; what two chunks repeat is read twice.
 */
export async function printRecallCurve(set: ContextSet, tokenizer: Tokenizer): Promise<void> {
  const heads = ['learn ', 'judge '].flatMap((half) => AMOUNTS.map((tokens) => `${half}${tokens}`.padStart(11)))
  const title = `${set.name}: ${set.tasks.length} questions, tokens read`
  console.log(`\n${title.padEnd(52)}${'chunks'.padStart(7)}${'tokens'.padStart(7)}${heads.join('')}`)
  const print = async (name: string, chunker: Chunker) => {
    const { chunks, tokens, shares } = await rateChunker(set, chunker, tokenizer)
    const sizes = String(chunks).padStart(7) + tokens.toFixed(0).padStart(7)
    console.log(name.padEnd(52) + sizes + shares.map((share) => (100 * share).toFixed(1).padStart(11)).join(''))
  }
  await print('Loadout', ourChunker(tokenizer))
  for (const [size, overlap] of RECURSIVE) {
    await print(`recursive splitter ${size}/${overlap}`, recursiveChunker(size, overlap, tokenizer))
  }
}

async function rateChunker({ modules, tasks }: ContextSet, chunker: Chunker, tokenizer: Tokenizer) {
  const chunksOf = new Map(
    await Promise.all(modules.map(async ({ moduleId, body }) => [moduleId, await chunker(body)] as const)),
  )
  const ports = await createInMemoryRetrieval(modules, {
    tokenizer,
    embedding: 'lsa',
    chunksOf: ({ moduleId }) => chunksOf.get(moduleId) ?? [],
  })
  const halves = [tasks.filter((task) => !isHeldOut(task)), tasks.filter(isHeldOut)]
  const shares: number[] = []
  for (const half of halves) {
    const sums = AMOUNTS.map(() => 0)
    for (const task of half) {
      const found = await searchContext(sampleRequest({ query: task.query }), { ...ports, tokenizer, now: () => 0 })
      for (const [at, tokens] of AMOUNTS.entries()) sums[at]! += recallOf(task, readFirst(found, tokens))
    }
    shares.push(...sums.map((sum) => sum / Math.max(1, half.length)))
  }
  const chunks = [...chunksOf.values()].flat()
  return {
    chunks: chunks.length,
    tokens: chunks.reduce((sum, each) => sum + each.tokenCount, 0) / chunks.length,
    shares,
  }
}

function readFirst(found: Candidate[], room: number): Sent[] {
  let left = room
  return found.flatMap(({ module, startOffset, endOffset, text, tokens }) => {
    if (left <= 0) return []
    const share = Math.min(1, left / tokens)
    left -= tokens
    const end = startOffset + Math.round(share * (endOffset - startOffset))
    return [
      { documentId: module.moduleId, start: startOffset, end, text: text.slice(0, Math.round(share * text.length)) },
    ]
  })
}

function recallOf({ passages = [], facts }: ContextTask, read: Sent[]): number {
  if (!facts) return spanMetrics(read, passages).recall
  return 1 - missingIn(read.map(({ text }) => text).join('\n'), facts).length / facts.length
}
