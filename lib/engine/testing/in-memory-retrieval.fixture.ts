import { chunkMarkdown } from '../chunk/chunk-markdown'
import type { ChunkHit, EmbeddingPort, RetrievalPort, SearchQuery, StoredChunk, TermCount, Tokenizer } from '../ports'
import { findFailedFilter } from '../retrieve/matches-filters'
import { indexTerms } from '../retrieve/terms'
import type { ModuleSnapshot } from '../types'

const K1 = 1.2
const B = 0.75

type Fields = { prefix: string[]; body: string }
type Indexed<T> = { item: T; moduleId: string; terms: TermCount[]; length: number; vector: number[] }

/**
 * A release in memory: the slow, obvious oracle of the stores. BM25 and cosine similarity over every module and chunk,
 * nothing precomputed but the terms and vectors. It sees `modules` and nothing else.
 */
export async function createInMemoryRetrieval(
  modules: ModuleSnapshot[],
  tokenizer: Tokenizer,
  embedding: EmbeddingPort,
): Promise<RetrievalPort> {
  const chunks = modules.flatMap(({ moduleId, version, body }) =>
    chunkMarkdown(body, { tokenizer, maxTokens: 120 }).map(
      (chunk): StoredChunk => ({ ...chunk, chunkId: `${moduleId}@${version}#${chunk.ordinal}`, moduleId, version }),
    ),
  )
  const index = async <T extends { moduleId: string }>(items: T[], fieldsOf: (item: T) => Fields) => {
    const vectors = await embedding.embed(
      items.map((item) => [...fieldsOf(item).prefix, fieldsOf(item).body].join('\n')),
    )
    return items.map((item, at): Indexed<T> => {
      const { counts, length } = indexTerms(fieldsOf(item))
      return { item, moduleId: item.moduleId, terms: counts, length, vector: vectors[at] ?? [] }
    })
  }
  const moduleById = new Map(modules.map((module) => [module.moduleId, module]))
  const moduleIndex = await index(modules, ({ name, description, tags, body }) => ({
    prefix: [name],
    body: [description, ...tags, body].join('\n'),
  }))
  const chunkIndex = await index(chunks, ({ moduleId, headingPath, text }) => ({
    prefix: [moduleById.get(moduleId)?.name ?? '', ...headingPath],
    body: text,
  }))

  const isSearchable = (moduleId: string, query: SearchQuery) => {
    const module = moduleById.get(moduleId)
    return (
      module?.activation === 'semantic' &&
      !query.excludes.includes(moduleId) &&
      !findFailedFilter(module, query.filters)
    )
  }

  return {
    listStandingModules: async () => {
      const order = { high: 0, medium: 1, low: 2 }
      return modules
        .filter(({ activation }) => activation === 'always' || activation === 'rule')
        .sort((a, b) => order[a.priority] - order[b.priority] || (a.moduleId < b.moduleId ? -1 : 1))
    },
    getModules: async (ids) => ids.flatMap((id) => moduleById.get(id) ?? []),
    searchModules: async (query, limit) => {
      const open = moduleIndex.filter(({ moduleId }) => isSearchable(moduleId, query))
      const removed = new Map<string, number>()
      for (const module of modules.filter(({ activation }) => activation === 'semantic')) {
        const failed = findFailedFilter(module, query.filters)
        if (failed) removed.set(failed, (removed.get(failed) ?? 0) + 1)
      }
      const toHit = ({ moduleId }: Indexed<ModuleSnapshot>) => ({ moduleId })
      return {
        lexical: best(open, (entry) => bm25(query.terms, entry, moduleIndex), limit, toHit),
        vector: best(open, (entry) => cosine(query.embedding, entry.vector), limit, toHit),
        filters: [...removed].map(([name, count]) => ({ name, removed: count })),
      }
    },
    searchChunks: async (query, limit, moduleIds) => {
      const open = chunkIndex.filter(
        ({ moduleId }) => isSearchable(moduleId, query) && (moduleIds === undefined || moduleIds.includes(moduleId)),
      )
      const toHit = ({
        item: { chunkId, moduleId, version },
      }: Indexed<StoredChunk>): Omit<ChunkHit, 'rank' | 'score'> => ({
        chunkId,
        moduleId,
        version,
      })
      return {
        lexical: best(open, (entry) => bm25(query.terms, entry, chunkIndex), limit, toHit),
        vector: best(open, (entry) => cosine(query.embedding, entry.vector), limit, toHit),
      }
    },
    getChunks: async (ids) => ids.flatMap((id) => chunks.find(({ chunkId }) => chunkId === id) ?? []),
    getNeighbours: async (ids, reach) =>
      ids.map((id) => {
        const own = chunks.find(({ chunkId }) => chunkId === id)
        return chunks.filter(
          ({ moduleId, version, ordinal, chunkId }) =>
            chunkId !== id &&
            moduleId === own?.moduleId &&
            version === own.version &&
            Math.abs(ordinal - own.ordinal) <= reach,
        )
      }),
  }
}

function best<T, H>(entries: T[], scoreOf: (entry: T) => number, limit: number, toHit: (entry: T) => H) {
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ entry, score }, at) => ({ ...toHit(entry), rank: at + 1, score }))
}

/** Robertson, Zaragoza: "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, with Lucene's idf. */
function bm25<T>(query: TermCount[], { terms, length }: Indexed<T>, all: Indexed<T>[]): number {
  const averageLength = all.reduce((sum, entry) => sum + entry.length, 0) / all.length
  let score = 0
  for (const { id } of query) {
    const tf = terms.find((term) => term.id === id)?.count ?? 0
    const df = all.filter((entry) => entry.terms.some((term) => term.id === id)).length
    const idf = Math.log(1 + (all.length - df + 0.5) / (df + 0.5))
    score += (idf * tf * (K1 + 1)) / (tf + K1 * (1 - B + (B * length) / averageLength))
  }
  return score
}

function cosine(a: number[] | undefined, b: number[]): number {
  return a ? a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0) : 0
}
