import { bindOverlay, type Chunk, type ChunkCuration, type OverlayEntry } from '@/lib/engine'

/** The entries of an overlay in force; version 0 without one. */
export type StoredOverlay = { version: number; entries: OverlayEntry[] }

export const NO_OVERLAY: StoredOverlay = { version: 0, entries: [] }

/** What an overlay says about one chunk. */
export type ChunkMark = {
  isExcluded: boolean
  /** Texts that it is indexed with besides its own. */
  extraTexts: string[]
  curation: ChunkCuration | null
}

/** One mark per chunk; entries that lost their anchor mark none. An excluded chunk is indexed with nothing. */
export function markChunks(
  entries: readonly OverlayEntry[],
  chunks: readonly Pick<Chunk, 'headingPath' | 'text'>[],
): ChunkMark[] {
  const byChunk = Map.groupBy(bindOverlay(entries, chunks), ({ index }) => index)
  return chunks.map((_, index) => {
    const bound = (byChunk.get(index) ?? []).map(({ entry }) => entry)
    const isExcluded = bound.some((entry) => entry.isExcluded)
    const keywords = [...new Set(bound.flatMap((entry) => entry.keywords))]
    const questions = [...new Set(bound.flatMap((entry) => entry.questions))]
    const isPlain = isExcluded || keywords.length + questions.length === 0
    return {
      isExcluded,
      extraTexts: isPlain ? [] : [...keywords, ...questions],
      curation: isPlain ? null : { keywords, questions },
    }
  })
}
