import { env } from '@/lib/env'
import { openLocalEmbedding } from '@/lib/models/transformers-embedding'
import type { Embedder } from './embedder'
import type { EmbeddingIndexRow } from './embedding-index'
import { hashEmbedder } from './hash-embedder'
import { openLsaEmbedder } from './lsa-embedder'
import { createNeuralEmbedder } from './neural-embedder'
import { openProviderModel } from './provider-model'

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

/** Loaded by its first text, so that a missing model degrades a search instead of refusing it. */
function openLocalModel(modelName: string) {
  const open = () => openLocalEmbedding(modelName, { modelsDir: env.modelsDir })
  return {
    embedTexts: async (texts: string[]) => (await open()).embed(texts),
    embedQuery: async (text: string) => (await (await open()).embed([text]))[0] ?? [],
    embedTokens: async (text: string) => (await open()).embedTokens(text),
  }
}
