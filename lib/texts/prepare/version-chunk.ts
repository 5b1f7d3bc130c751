import type { ChunkCuration, SourceEdit } from '@/lib/engine'

export type VersionChunk = {
  ordinal: number
  headingPath: string[]
  startOffset: number
  endOffset: number
  text: string
  edits?: SourceEdit[]
  tokenCount: number
  curation: ChunkCuration | null
}

/** The chunks of all pages; `readPage` has those after an ordinal, and none when there are no more. */
export async function collectChunks(readPage: (after: number) => Promise<VersionChunk[]>): Promise<VersionChunk[]> {
  const chunks: VersionChunk[] = []
  for (;;) {
    const page = await readPage(chunks.at(-1)?.ordinal ?? -1)
    if (page.length === 0) return chunks
    for (const chunk of page) chunks.push(chunk)
  }
}
