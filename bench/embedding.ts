import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  chunkMarkdown,
  embedByLsa,
  fitLsa,
  indexTerms,
  loadTokenizer,
  mixParent,
  ndcgAtK,
  recallAtK,
  type TermCount,
} from '@/lib/engine'
import { dot } from '@/lib/engine/numbers/dot'
import { offlineEmbedding } from '@/lib/models/embedding/offline-embedding'

/**
 * `npm run bench:embedding`: how well the offline embedders find parts of documents by themselves, and what a share of the
 * document's vector in each part's brings. The judged sets lie in LOADOUT_EVAL_DIR (default ../shared/eval).
 */

type Part = { id: string; parent: string; text: string; terms: TermCount[] }
type Query = { text: string; relevant: Set<string> }
type PartSet = { name: string; parts: Part[]; queries: Query[] }

const SHARES = [0, 0.1, 0.2, 0.3, 0.5]
const K = 10

const readLines = (file: string) => readFileSync(file, 'utf8').split('\n').filter(Boolean)
const readJson = <T>(file: string) => readLines(file).map((line) => JSON.parse(line) as T)

function toPart(id: string, parent: string, prefix: string[], body: string): Part {
  return { id, parent, text: `${prefix.join(' › ')}\n${body}`, terms: indexTerms({ prefix, body }).counts }
}

/** Pages whose sections were judged: `page#section`. */
function loadSections(folder: string): PartSet {
  type Document = { _id: string; title: string; text: string }
  const parts = readJson<Document>(join(folder, 'corpus.jsonl')).map(({ _id, title, text }) =>
    toPart(_id, _id.split('#')[0] ?? '', [title], text),
  )
  const judged = Map.groupBy(
    readLines(join(folder, 'qrels.tsv'))
      .slice(1)
      .map((line) => line.split('\t')),
    ([query]) => query,
  )
  const queries = readJson<{ _id: string; text: string }>(join(folder, 'queries.jsonl')).flatMap(({ _id, text }) => {
    const relevant = (judged.get(_id) ?? []).filter(([, , score]) => Number(score) > 0).map(([, id = '']) => id)
    return relevant.length > 0 ? [{ text, relevant: new Set(relevant) }] : []
  })
  return { name: 'anthropic_docs: sections of pages', parts, queries }
}

/** Whole books and transcripts, cut into chunks; a chunk is right when it has some of what answers the question. */
async function loadChunks(folder: string): Promise<PartSet> {
  type Question = { corpus_id: string; text: string; references: { start_index: number; end_index: number }[] }
  const tokenizer = await loadTokenizer('gpt')
  const spans = new Map<string, { parent: string; start: number; end: number }>()
  const parts = readdirSync(join(folder, 'corpora')).flatMap((file) => {
    const parent = file.replace(/\.md$/, '')
    const body = readFileSync(join(folder, 'corpora', file), 'utf8')
    return chunkMarkdown(body, { tokenizer }).map(({ ordinal, headingPath, text, startOffset, endOffset }) => {
      const id = `${parent}#${ordinal}`
      spans.set(id, { parent, start: startOffset, end: endOffset })
      return toPart(id, parent, [parent, ...headingPath], text)
    })
  })
  const queries = readJson<Question>(join(folder, 'questions.jsonl')).map(({ corpus_id, text, references }) => {
    const isRight = ({ parent, start, end }: { parent: string; start: number; end: number }) =>
      parent === corpus_id && references.some(({ start_index, end_index }) => start_index < end && end_index > start)
    return { text, relevant: new Set([...spans].filter(([, span]) => isRight(span)).map(([id]) => id)) }
  })
  return { name: 'chroma_chunking: chunks of long texts', parts, queries }
}

type Vectors = {
  parts: ArrayLike<number>[]
  parents: Map<string, ArrayLike<number>>
  query(text: string): Promise<ArrayLike<number>>
}

function mergeTerms(parts: Part[]): TermCount[] {
  const counts = new Map<number, TermCount>()
  for (const term of parts.flatMap(({ terms }) => terms)) {
    const known = counts.get(term.id)
    counts.set(term.id, { ...term, count: (known?.count ?? 0) + term.count })
  }
  return [...counts.values()]
}

function embedByFit({ parts }: PartSet): Vectors {
  const fit = fitLsa(parts.map(({ terms }) => terms))
  if (!fit) throw new Error('the set is too small for a fit')
  const byParent = Map.groupBy(parts, ({ parent }) => parent)
  return {
    parts: parts.map(({ terms }) => embedByLsa(fit, terms)),
    parents: new Map([...byParent].map(([parent, own]) => [parent, embedByLsa(fit, mergeTerms(own))])),
    query: async (text) => embedByLsa(fit, indexTerms({ prefix: [], body: text }).counts),
  }
}

async function embedByHash({ parts }: PartSet): Promise<Vectors> {
  const byParent = Map.groupBy(parts, ({ parent }) => parent)
  const texts = [...byParent.values()].map((own) => own.map(({ text }) => text).join('\n'))
  const parents = await offlineEmbedding.embed(texts)
  return {
    parts: await offlineEmbedding.embed(parts.map(({ text }) => text)),
    parents: new Map([...byParent.keys()].map((parent, i) => [parent, parents[i] ?? []])),
    query: async (text) => (await offlineEmbedding.embed([text]))[0] ?? [],
  }
}

async function measure({ parts, queries }: PartSet, vectors: Vectors, share: number) {
  const mixed = parts.map(({ parent }, i) =>
    mixParent(vectors.parts[i] ?? [], vectors.parents.get(parent) ?? [], share),
  )
  let [ndcg, recall] = [0, 0]
  for (const { text, relevant } of queries) {
    const query = await vectors.query(text)
    const ranked = mixed
      .map((vector, i) => ({ id: parts[i]?.id ?? '', score: dot(vector, query) }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id)
    ndcg += ndcgAtK(ranked, new Map([...relevant].map((id) => [id, 1])), K)
    recall += recallAtK(ranked, relevant, K)
  }
  return { ndcg: ndcg / queries.length, recall: recall / queries.length }
}

async function main(): Promise<void> {
  const folder = resolve(process.env.LOADOUT_EVAL_DIR ?? '../shared/eval')
  if (!existsSync(folder)) {
    console.log(`No judged sets: ${folder} is not there. Set LOADOUT_EVAL_DIR to a folder that has some.`)
    return
  }
  const sets = [loadSections(join(folder, 'anthropic_docs')), await loadChunks(join(folder, 'chroma_chunking'))]
  for (const set of sets) {
    console.log(`\n${set.name}: ${set.parts.length} parts, ${set.queries.length} queries`)
    console.log(`${'embedder, share of the document'.padEnd(40)}${'nDCG@10'.padStart(9)}${'R@10'.padStart(9)}`)
    const start = performance.now()
    const fitted = embedByFit(set)
    const ms = performance.now() - start
    for (const [name, vectors] of [
      ['lsa', fitted],
      ['hash', await embedByHash(set)],
    ] as const) {
      for (const share of SHARES) {
        const { ndcg, recall } = await measure(set, vectors, share)
        console.log(`${`${name}, ${share}`.padEnd(40)}${ndcg.toFixed(4).padStart(9)}${recall.toFixed(4).padStart(9)}`)
      }
    }
    console.log(`fit and vectors by lsa in ${(ms / 1_000).toFixed(1)} s`)
  }
}

await main()
