import type { TermCounts } from '@/lib/db/index-rows'
import { embedByLsa, extractTerms, type LsaFit } from '@/lib/engine'
import { mapInSlices, slice } from '@/lib/in-slices'
import type { Embedder } from './embedder'
import type { EmbeddingIndexRow } from './embedding-index'
import { readFit } from './fit-store'

/** Folds texts into the space of the workspace's own fit, by the term counts that they are indexed with. */
export async function openLsaEmbedder(index: EmbeddingIndexRow): Promise<Embedder> {
  return createLsaEmbedder(index, await readFit(index))
}

function createLsaEmbedder({ modelName }: EmbeddingIndexRow, fit: LsaFit): Embedder {
  const fold = ({ ids, frequencies }: TermCounts) =>
    embedByLsa(
      fit,
      Array.from(ids, (id, i) => ({ id, count: frequencies[i]! })),
    )
  return {
    port: {
      model: modelName,
      dimensions: fit.dimensions,
      calibration: { weight: fit.weight },
      embedTerms: (terms) => Array.from(embedByLsa(fit, terms)),
      embed: async (texts) => texts.map((text) => Array.from(embedByLsa(fit, extractTerms(text)))),
    },
    embedModules: async (modules) => {
      const embedded = []
      for (const { index, chunks } of modules) {
        const module = fold(index.termCounts)
        embedded.push({ module, chunks: await mapInSlices(chunks, ({ termCounts }) => fold(termCounts)) })
        if (slice.isOver) await slice.next()
      }
      return embedded
    },
  }
}
