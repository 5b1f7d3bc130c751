import { embedInSlices, offlineEmbedding } from '@/lib/models/offline-embedding'
import type { Embedder } from './embedder'

/** Computing a vector costs less than looking one up, so nothing is cached. */
export const hashEmbedder: Embedder = {
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
