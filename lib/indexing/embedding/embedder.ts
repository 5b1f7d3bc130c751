import type { TermCounts } from '@/lib/db/index-rows'
import type { EmbeddingPort } from '@/lib/engine'

/** A module version as it is embedded. */
export type ModuleToEmbed = {
  body: string
  index: { indexedText: string; termCounts: TermCounts }
  /** Those that are to be found, by ordinal. */
  chunks: {
    ordinal: number
    indexedText: string
    /** SHA-256 (hex) of `indexedText`. */
    contentHash: string
    /** In `body`. */
    startOffset: number
    endOffset: number
    termCounts: TermCounts
  }[]
}

type Vector = ArrayLike<number>
export type ModuleVectors = { chunks: Vector[]; module: Vector }

/** What makes the vectors of one embedding index: of modules when they are stored, of queries by its port. */
export type Embedder = {
  port: EmbeddingPort
  /** In the order of `modules`. @throws what keeps the model from answering */
  embedModules(modules: ModuleToEmbed[], signal?: AbortSignal): Promise<ModuleVectors[]>
  /** Unit vectors of any texts, remembered for a while; by models that were trained on language. */
  embedTexts?(texts: string[], signal?: AbortSignal): Promise<Float32Array[]>
}

/** A chunk that curation excludes has no text to be found by. */
export function isOpenChunk<Chunk extends { indexedText: string | null }>(
  chunk: Chunk,
): chunk is Chunk & { indexedText: string } {
  return chunk.indexedText !== null
}
