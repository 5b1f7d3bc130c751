import type { ChunkColumns } from '../stored-chunks'

/**
 * The chunks of a version as one text, of which each is read when it is wanted: memory holds tens of thousands of chunks,
 * and collecting garbage keeps the event loop the longer the more objects there are.
 */
export type PackedChunks = {
  text: string
  /** By ordinal: where its part of the text ends; the part is empty where there is no such chunk. */
  ends: Int32Array
}

export function packChunks(chunks: ChunkColumns[]): PackedChunks {
  const parts: string[] = []
  for (const columns of chunks) parts[columns[0]] = JSON.stringify(columns)
  const ends = new Int32Array(parts.length)
  let end = 0
  for (let ordinal = 0; ordinal < parts.length; ordinal++) {
    end += parts[ordinal]?.length ?? 0
    ends[ordinal] = end
  }
  return { text: parts.join(''), ends }
}

export function unpackChunk({ text, ends }: PackedChunks, ordinal: number): ChunkColumns | undefined {
  const part = text.slice(ends[ordinal - 1] ?? 0, ends[ordinal] ?? 0)
  return part === '' ? undefined : JSON.parse(part)
}
