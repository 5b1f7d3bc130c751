import { type ChunkCuration, type ChunkSpan, chunkText } from '@/lib/engine'

export type VersionSpan = ChunkSpan & { curation: ChunkCuration | null }
export type VersionChunk = VersionSpan & { text: string }

/** The chunks of all pages; `readPage` has those after an ordinal, and none when there are no more. */
export async function collectSpans(readPage: (after: number) => Promise<VersionSpan[]>): Promise<VersionSpan[]> {
  const spans: VersionSpan[] = []
  for (;;) {
    const page = await readPage(spans.at(-1)?.ordinal ?? -1)
    if (page.length === 0) return spans
    for (const span of page) spans.push(span)
  }
}

/** The same with their texts. */
export async function collectChunks(
  body: string,
  readPage: (after: number) => Promise<VersionSpan[]>,
): Promise<VersionChunk[]> {
  return (await collectSpans(readPage)).map((span) => ({ ...span, text: chunkText(body, span) }))
}
