import {
  bm25DocumentWeights,
  bm25Idf,
  chunkMarkdown,
  type EmbeddingPort,
  indexTerms,
  loadTokenizer,
  type ModuleSnapshot,
  type RetrievalPort,
  type SearchQuery,
  type StoredChunk,
} from '@/lib/engine'

type Index = { search(query: SearchQuery, limit: number, within?: Set<string>): { lexical: Hit[]; vector: Hit[] } }
type Hit = { at: number; rank: number; score: number }
type Entry = { moduleId: string; prefix: string[]; body: string }

/** A release in memory with an inverted index and exact vector search: what the stores find, without a database. */
export async function createIndexedRetrieval(
  modules: ModuleSnapshot[],
  embedding: EmbeddingPort,
): Promise<RetrievalPort> {
  const tokenizer = await loadTokenizer('gpt')
  const byId = new Map(modules.map((module) => [module.moduleId, module]))
  const chunks = modules.flatMap(({ moduleId, version, body }) =>
    chunkMarkdown(body, { tokenizer }).map(
      (chunk): StoredChunk => ({ ...chunk, chunkId: `${moduleId}@${version}#${chunk.ordinal}`, moduleId, version }),
    ),
  )
  const chunkById = new Map(chunks.map((chunk) => [chunk.chunkId, chunk]))
  const chunkIndex = await createIndex(
    chunks.map(({ moduleId, headingPath, text }) => ({
      moduleId,
      prefix: [byId.get(moduleId)?.name ?? '', ...headingPath],
      body: text,
    })),
    embedding,
  )
  const moduleIndex = await createIndex(
    modules.map(({ moduleId, name, description, tags, body }) => ({
      moduleId,
      prefix: [name],
      body: [description, ...tags, body].join('\n'),
    })),
    embedding,
  )
  return {
    listStandingModules: async () => [],
    getModules: async (ids) => ids.flatMap((id) => byId.get(id) ?? []),
    searchModules: async (query, limit) => {
      const { lexical, vector } = moduleIndex.search(query, limit)
      const toHit = ({ at, rank, score }: Hit) => ({ moduleId: modules[at]?.moduleId ?? '', rank, score })
      return { lexical: lexical.map(toHit), vector: vector.map(toHit), filters: [] }
    },
    searchChunks: async (query, limit, moduleIds) => {
      const { lexical, vector } = chunkIndex.search(query, limit, moduleIds && new Set(moduleIds))
      const toHit = ({ at, rank, score }: Hit) => {
        const { chunkId, moduleId, version } = chunks[at]!
        return { chunkId, moduleId, version, rank, score }
      }
      return { lexical: lexical.map(toHit), vector: vector.map(toHit) }
    },
    getChunks: async (ids) => ids.flatMap((id) => chunkById.get(id) ?? []),
    getNeighbours: async (ids) => ids.map(() => []),
  }
}

async function createIndex(entries: Entry[], embedding: EmbeddingPort): Promise<Index> {
  const indexed = entries.map((entry) => indexTerms(entry))
  const averageLength = indexed.reduce((sum, { length }) => sum + length, 0) / indexed.length
  const postings = new Map<number, { at: number; weight: number }[]>()
  for (const [at, { counts, length }] of indexed.entries()) {
    for (const [id, weight] of bm25DocumentWeights(counts, length, averageLength)) {
      const list = postings.get(id)
      if (list) list.push({ at, weight })
      else postings.set(id, [{ at, weight }])
    }
  }
  const vectors = (await embedding.embed(entries.map(({ prefix, body }) => [...prefix, body].join('\n')))).map((v) =>
    Float32Array.from(v),
  )
  return {
    search: ({ terms, embedding: wanted }, limit, within) => {
      const scores = new Map<number, number>()
      for (const { id } of terms) {
        const list = postings.get(id) ?? []
        const idf = bm25Idf(entries.length, list.length)
        for (const { at, weight } of list) scores.set(at, (scores.get(at) ?? 0) + idf * weight)
      }
      const isOpen = (at: number) => within === undefined || within.has(entries[at]?.moduleId ?? '')
      const lexical = [...scores].filter(([at]) => isOpen(at))
      const vector = wanted
        ? vectors.flatMap((v, at): [number, number][] => (isOpen(at) ? [[at, dot(v, wanted)]] : []))
        : []
      return { lexical: best(lexical, limit), vector: best(vector, limit) }
    },
  }
}

function best(scores: [number, number][], limit: number): Hit[] {
  return scores
    .filter(([, score]) => score > 0)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, limit)
    .map(([at, score], i) => ({ at, rank: i + 1, score }))
}

function dot(a: Float32Array, b: number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
