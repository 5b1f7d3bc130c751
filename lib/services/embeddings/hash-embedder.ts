import { setImmediate } from 'node:timers/promises'
import { offlineEmbedding } from '@/lib/models/offline-embedding'
import type { Embedder } from './embedder'

/** Computing a vector costs less than looking one up, so nothing is cached. */
export const hashEmbedder: Embedder = {
  port: offlineEmbedding,
  embedModules: async (modules) => {
    const embedded = []
    for (const { index, chunks } of modules) {
      const [module = [], ...vectors] = await offlineEmbedding.embed([
        index.indexedText,
        ...chunks.map(({ indexedText }) => indexedText),
      ])
      embedded.push({ module, chunks: vectors })
      // other requests get their turn between two modules
      await setImmediate()
    }
    return embedded
  },
}
