import { env } from '@/lib/env'
import { embedInSlices, offlineEmbedding } from '@/lib/models/embedding/offline-embedding'
import { localEmbedding } from '@/lib/models/embedding/transformers-embedding'
import type { Embedder } from './embedder'
import type { EmbeddingIndexRow } from './embedding-index'
import { openLsaEmbedder } from './lsa-embedder'
import { createNeuralEmbedder, type NeuralModel } from './neural-embedder'
import { openProviderModel, QUERY_TIMEOUT_MS } from './provider-model'

/** What makes the vectors of an index. @throws AppError when it cannot be had any more; the message says what to do. */
export async function openEmbedder(index: EmbeddingIndexRow): Promise<Embedder> {
  switch (index.kind) {
    case 'hash':
      return hashEmbedder
    case 'lsa':
      return openLsaEmbedder(index)
    case 'provider':
      return createNeuralEmbedder(index, openProviderModel(index))
    case 'transformers':
      return createNeuralEmbedder(index, openLocalModel(index.modelName))
    default:
      throw new Error(`unknown kind of embedding index: ${index.kind}`)
  }
}

/** Opened by its first text, so that a model that is missing or slow degrades a search instead of refusing it. */
function openLocalModel(modelName: string): NeuralModel {
  const { embed, embedTokens } = localEmbedding(modelName, { modelsDir: env.modelsDir })
  return {
    embedTexts: embed,
    embedQuery: async (text) => (await embed([text], { signal: AbortSignal.timeout(QUERY_TIMEOUT_MS) }))[0] ?? [],
    embedTokens,
  }
}

/** Computing a vector costs less than looking one up, so nothing is cached. */
const hashEmbedder: Embedder = {
  port: offlineEmbedding,
  embedModules: async (modules) => {
    const embedded = []
    for (const { index, chunks } of modules) {
      const texts = [index.indexedText, ...chunks.map(({ indexedText }) => indexedText)]
      const [module = [], ...vectors] = await embedInSlices(texts)
      embedded.push({ module, chunks: vectors })
    }
    return embedded
  },
}
