import { chunkMarkdown } from '../chunk/chunk-markdown'
import { embedByLsa } from '../embed/embed-by-lsa'
import { fitLsa } from '../embed/fit-lsa'
import { FIELD_WEIGHTS, indexChunks } from '../lexical/index-chunks'
import { bm25DocumentWeights, bm25QueryWeights } from '../numbers/bm25'
import { dot } from '../numbers/dot'
import { floorToPowerOfTwo } from '../numbers/floor-to-power-of-two'
import { findFailedFilter } from '../retrieve/matches-filters'
import { detectTextLanguage } from '../text/detect-language'
import { extractTerms, indexTerms } from '../text/terms'
import type { EmbeddingPort, RetrievalPort, SearchQuery, StoredChunk, TermCount, Tokenizer } from '../vocabulary/ports'
import type { Chunk, ModuleSnapshot } from '../vocabulary/types'

type Options = {
  tokenizer: Tokenizer
  /** Makes the vectors; `lsa` is fitted to the chunks, as the product does it. None when absent. */
  embedding?: EmbeddingPort | 'lsa'
  /** Of the random start that `lsa` is fitted from; by default that of the product. */
  seed?: number
  /** Cuts a module; by default as the product does it. */
  chunksOf?: (module: ModuleSnapshot) => Chunk[]
  /** Of the product's chunks. */
  maxTokens?: number
  /** What the fields of a chunk count, where it is not what they count in the product. */
  weights?: Partial<typeof FIELD_WEIGHTS>
  /** Stems everything in one language instead of each text in its own. */
  language?: string
}

type Entry = { moduleId: string; text: string; counts: TermCount[]; length: number }
type Hit = { at: number; rank: number; score: number }
type Index = {
  search(query: SearchQuery, limit: number, isOpen: (moduleId: string) => boolean): { lexical: Hit[]; vector: Hit[] }
}

/** A release in memory, exact and without a database: it sees `modules` and nothing else. */
export async function createInMemoryRetrieval(
  modules: ModuleSnapshot[],
  options: Options,
): Promise<{ retrieval: RetrievalPort; embedding?: EmbeddingPort }> {
  const { tokenizer, embedding: chosen, seed, chunksOf, maxTokens, weights, language: only } = options
  const ruler = maxTokens === undefined ? { tokenizer } : { tokenizer, maxTokens }
  const cut = chunksOf ?? (({ body }: ModuleSnapshot) => chunkMarkdown(body, ruler))
  const chunks: StoredChunk[] = []
  const chunkEntries: Entry[] = []
  const languages = new Set<string>()
  const detect = (text: string, expected?: string) => only ?? detectTextLanguage(text, expected)
  for (const module of modules) {
    const { moduleId, version, name, description, tags, body } = module
    const about = [description, ...tags].join('\n')
    const own = cut(module)
    const expected = detect(body)
    const fields = own.map(({ headingPath, text }) => {
      return { prefix: [name, ...headingPath], about, body: text, language: detect(text, expected) }
    })
    for (const { language } of fields) languages.add(language)
    const indexed = indexChunks(fields, { ...FIELD_WEIGHTS, ...weights })
    for (const [at, chunk] of own.entries()) {
      const { prefix, body } = fields[at]!
      chunks.push({ ...chunk, chunkId: `${moduleId}@${version}#${chunk.ordinal}`, moduleId, version })
      chunkEntries.push({ moduleId, text: `${prefix.join(' › ')}\n${body}`, ...indexed[at]! })
    }
  }
  const moduleEntries = modules.map(({ moduleId, name, description, tags, body }): Entry => {
    const fields = { prefix: [name], body: [description, tags.join(' '), body].join('\n') }
    return { moduleId, text: `${name}\n${fields.body}`, ...indexTerms(fields, detect(body)) }
  })
  const { embedding, vectorsOf } = openEmbedding(chosen, chunkEntries, seed)
  const chunkIndex = createIndex(chunkEntries, await vectorsOf(chunkEntries))
  const moduleIndex = createIndex(moduleEntries, await vectorsOf(moduleEntries))
  const moduleById = new Map(modules.map((module) => [module.moduleId, module]))
  const chunkById = new Map(chunks.map((chunk) => [chunk.chunkId, chunk]))
  const chunksByModule = Map.groupBy(chunks, ({ moduleId }) => moduleId)

  const isOpenFor = (query: SearchQuery, moduleIds?: string[], isLeftOut = false) => {
    const within = moduleIds && new Set(moduleIds)
    return (moduleId: string) => {
      const module = moduleById.get(moduleId)
      return (
        module !== undefined &&
        (module.activation !== 'semantic') === isLeftOut &&
        (within === undefined || within.has(moduleId)) &&
        !query.excludes.includes(moduleId) &&
        !findFailedFilter(module, query.filters)
      )
    }
  }

  const retrieval: RetrievalPort = {
    listLanguages: async () => [...languages].sort(),
    estimateChunks: async () => floorToPowerOfTwo(chunks.length),
    listStandingModules: async () => {
      const order = { high: 0, medium: 1, low: 2 }
      return modules
        .filter(({ activation }) => activation === 'always' || activation === 'rule')
        .sort((a, b) => order[a.priority] - order[b.priority] || (a.moduleId < b.moduleId ? -1 : 1))
    },
    getModules: async (ids) => ids.flatMap((id) => moduleById.get(id) ?? []),
    searchModules: async (query, limit) => {
      const removed = new Map<string, number>()
      for (const module of modules.filter(({ activation }) => activation === 'semantic')) {
        const failed = findFailedFilter(module, query.filters)
        if (failed) removed.set(failed, (removed.get(failed) ?? 0) + 1)
      }
      const { lexical, vector } = moduleIndex.search(query, limit, isOpenFor(query))
      const toHit = ({ at, rank, score }: Hit) => ({ moduleId: modules[at]!.moduleId, rank, score })
      return {
        lexical: lexical.map(toHit),
        vector: vector.map(toHit),
        filters: [...removed].map(([name, count]) => ({ name, removed: count })),
      }
    },
    searchLeftOut: async (query, limit) =>
      moduleIndex
        .search({ ...query, embedding: undefined }, limit, isOpenFor(query, undefined, true))
        .lexical.map(({ at, rank, score }) => ({ moduleId: modules[at]!.moduleId, rank, score })),
    searchChunks: async (query, limit, moduleIds) => {
      const { lexical, vector } = chunkIndex.search(query, limit, isOpenFor(query, moduleIds))
      const toHit = ({ at, rank, score }: Hit) => {
        const { chunkId, moduleId, version } = chunks[at]!
        return { chunkId, moduleId, version, rank, score }
      }
      return { lexical: lexical.map(toHit), vector: vector.map(toHit) }
    },
    getChunks: async (ids) => ids.flatMap((id) => chunkById.get(id) ?? []),
    getNeighbours: async (ids, reach) =>
      ids.map((id) => {
        const own = chunkById.get(id)
        return (chunksByModule.get(own?.moduleId ?? '') ?? []).filter(
          ({ chunkId, ordinal }) => chunkId !== id && Math.abs(ordinal - own!.ordinal) <= reach,
        )
      }),
  }
  return embedding ? { retrieval, embedding } : { retrieval }
}

type Embedding = {
  embedding?: EmbeddingPort
  vectorsOf: (entries: Entry[]) => Promise<ArrayLike<number>[] | undefined>
}

function openEmbedding(chosen: Options['embedding'], chunks: Entry[], seed?: number): Embedding {
  if (chosen === undefined) return { vectorsOf: async () => undefined }
  if (chosen !== 'lsa') {
    return { embedding: chosen, vectorsOf: (entries) => chosen.embed(entries.map(({ text }) => text)) }
  }
  const counts = chunks.map((chunk) => chunk.counts)
  const fit = fitLsa(counts, seed === undefined ? {} : { seed })
  if (!fit) throw new Error('too few chunks to fit an embedder to')
  const embedding = {
    model: 'lsa',
    dimensions: fit.dimensions,
    calibration: { weight: fit.weight },
    embed: async (texts: string[]) => texts.map((text) => Array.from(embedByLsa(fit, extractTerms(text)))),
    embedTerms: (terms: TermCount[]) => Array.from(embedByLsa(fit, terms)),
  }
  return { embedding, vectorsOf: async (entries) => entries.map(({ counts }) => embedByLsa(fit, counts)) }
}

function createIndex(entries: Entry[], vectors: ArrayLike<number>[] | undefined): Index {
  const averageLength = entries.reduce((sum, { length }) => sum + length, 0) / entries.length
  const postings = new Map<number, { at: number; weight: number }[]>()
  for (const [at, { counts, length }] of entries.entries()) {
    for (const [id, weight] of bm25DocumentWeights(counts, length, averageLength)) {
      const list = postings.get(id)
      if (list) list.push({ at, weight })
      else postings.set(id, [{ at, weight }])
    }
  }
  return {
    search: ({ terms, embedding }, limit, isOpen) => {
      const lexical = new Float64Array(entries.length)
      const weighed = bm25QueryWeights(terms, entries.length, (id) => postings.get(id)?.length ?? 0)
      for (const { id, weight: asked } of weighed) {
        for (const { at, weight } of postings.get(id) ?? []) lexical[at]! += asked * weight
      }
      const open = entries.flatMap(({ moduleId }, at) => (isOpen(moduleId) ? [at] : []))
      return {
        lexical: best(open, (at) => lexical[at]!, limit),
        vector: embedding && vectors ? best(open, (at) => dot(vectors[at]!, embedding), limit) : [],
      }
    },
  }
}

function best(open: number[], scoreOf: (at: number) => number, limit: number): Hit[] {
  return open
    .map((at) => ({ at, score: scoreOf(at) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, limit)
    .map((hit, i) => ({ ...hit, rank: i + 1 }))
}
