import {
  bm25DocumentWeights,
  bm25Idf,
  type Chunk,
  type ComposeRequest,
  DEFAULT_POLICY_SETTINGS,
  type EmbeddingPort,
  extractTerms,
  indexChunks as indexTermsOfChunks,
  loadTokenizer,
  type ModuleSnapshot,
  type RetrievalPort,
  type StoredChunk,
  searchContext,
  type TermCount,
} from '@/lib/engine'

type Document = { id: string; name: string; chunks: Chunk[] }
type Indexed = { chunk: StoredChunk; weights: ReadonlyMap<number, number>; vector: number[] }

/**
 * The product's search over given chunks: its index, its retrieval, fusion and reranking with the default policy, over
 * arrays instead of tables. So the same search can be asked about chunks that the product would not have made.
 */
export async function createSearch(documents: Document[], hasSurroundings: boolean, embedding?: EmbeddingPort) {
  const modules = documents.map(toModule)
  const indexed = await indexChunks(documents, hasSurroundings, embedding)
  const byId = new Map(indexed.map(({ chunk }) => [chunk.chunkId, chunk]))
  const frequencies = new Map<number, number>()
  for (const { weights } of indexed)
    for (const id of weights.keys()) frequencies.set(id, (frequencies.get(id) ?? 0) + 1)

  const lexical = (terms: TermCount[], limit: number) => {
    const idf = terms.map(({ id }): [number, number] => [id, bm25Idf(indexed.length, frequencies.get(id) ?? 0)])
    return best(
      indexed,
      ({ weights }) => idf.reduce((sum, [id, value]) => sum + value * (weights.get(id) ?? 0), 0),
      limit,
    )
  }
  const retrieval: RetrievalPort = {
    listStandingModules: async () => [],
    getModules: async (ids) => modules.filter(({ moduleId }) => ids.includes(moduleId)),
    searchModules: async () => {
      // Every document takes part: what is compared is how its chunks are found.
      const hits = modules.map(({ moduleId }, at) => ({ moduleId, rank: at + 1, score: 1 }))
      return { lexical: hits, vector: [], filters: [] }
    },
    searchChunks: async ({ terms, embedding: vector }, limit) => ({
      lexical: lexical(terms, limit),
      vector: vector ? best(indexed, (entry) => dot(entry.vector, vector), limit) : [],
    }),
    getChunks: async (ids) => ids.flatMap((id) => byId.get(id) ?? []),
    getNeighbours: async () => [],
  }
  const ports = { retrieval, tokenizer: await loadTokenizer('gpt'), now: () => 0, ...(embedding ? { embedding } : {}) }
  return {
    byWords: (query: string, limit: number) =>
      lexical(extractTerms(query), limit).flatMap((hit) => byId.get(hit.chunkId) ?? []),
    bySearch: async (query: string, limit: number) => {
      const found = await searchContext(toRequest(query), ports)
      return found.slice(0, limit).flatMap(({ chunkId = '' }) => byId.get(chunkId) ?? [])
    },
  }
}

async function indexChunks(
  documents: Document[],
  hasSurroundings: boolean,
  embedding?: EmbeddingPort,
): Promise<Indexed[]> {
  const rows = documents.flatMap(({ id, name, chunks }) => {
    const fields = chunks.map(({ headingPath, text }) => ({ prefix: [name, ...headingPath], body: text }))
    const terms = hasSurroundings ? indexTermsOfChunks(fields) : fields.flatMap((each) => indexTermsOfChunks([each]))
    return chunks.map((chunk, at) => {
      const stored: StoredChunk = { ...chunk, chunkId: `${id}@1#${chunk.ordinal}`, moduleId: id, version: 1 }
      return { chunk: stored, prefix: fields[at]!.prefix, ...terms[at]! }
    })
  })
  const averageLength = rows.reduce((sum, { length }) => sum + length, 0) / rows.length
  const vectors = await embedding?.embed(rows.map(({ prefix, chunk }) => `${prefix.join(' › ')}\n${chunk.text}`))
  return rows.map(({ chunk, counts, length }, at) => {
    const weights = new Map(bm25DocumentWeights(counts, length, averageLength))
    return { chunk, weights, vector: vectors?.[at] ?? [] }
  })
}

function best(entries: Indexed[], scoreOf: (entry: Indexed) => number, limit: number) {
  return entries
    .map(({ chunk }, at) => ({ ...chunk, score: scoreOf(entries[at]!) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1))
    .slice(0, limit)
    .map((hit, at) => ({ ...hit, rank: at + 1 }))
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
}

function toModule({ id, name }: Document): ModuleSnapshot {
  return {
    moduleId: id,
    version: 1,
    name,
    description: '',
    tags: [],
    priority: 'medium',
    activation: 'semantic',
    dependencies: [],
    lastUpdated: '2026-01-01',
    body: '',
    tokenCount: 0,
  }
}

function toRequest(query: string): ComposeRequest {
  return {
    id: 'bench',
    workspaceId: 'bench',
    revision: 0,
    releaseId: 'production',
    day: '2026-01-01',
    query,
    model: { id: 'bench', family: 'generic', contextWindow: 8_000, maxOutputTokens: 1_000 },
    policy: { id: 'default', version: 1, settings: DEFAULT_POLICY_SETTINGS },
    layout: 'chat',
    turns: [],
    summaries: [],
    pins: [],
    excludes: [],
  }
}
