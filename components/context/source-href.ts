import type { Span } from '@/lib/engine'

/** A range of a module version's body (UTF-16). A version may be cut anew: what a chunk's number names then is another one. */
export type SourceRange = { start: number; end: number }

/** Where the editor shows a module's chunk, or all its chunks. @param range where the chunk's text stands in its version */
export function sourceHref(moduleId: string, chunkId?: string, range?: SourceRange): string {
  const query = new URLSearchParams({
    tab: 'chunks',
    ...(chunkId && { chunk: chunkId }),
    ...(chunkId && range && { at: `${range.start}-${range.end}` }),
  })
  return `/modules/${encodeURIComponent(moduleId)}?${query}`
}

/** Where the text of each chunk that was sent stands, by the chunk's id. */
export function rangesOfChunks(spans: readonly Span[]): Map<string, SourceRange> {
  const ranges = new Map<string, SourceRange>()
  for (const { chunkId, sourceStart: start, sourceEnd: end } of spans) {
    if (chunkId === undefined || start === undefined || end === undefined) continue
    const known = ranges.get(chunkId) ?? { start, end }
    ranges.set(chunkId, { start: Math.min(known.start, start), end: Math.max(known.end, end) })
  }
  return ranges
}
