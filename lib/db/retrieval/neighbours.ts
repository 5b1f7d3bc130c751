import type { StoredChunk } from '@/lib/engine/vocabulary/ports'
import { parseChunkId, toChunkId } from '../chunk-id'

/**
 * For each chunk those that stand at most `reach` before or after it in its version, in order, without it.
 *
 * @param read gives the chunks with these ids
 */
export async function readNeighbours(
  read: (chunkIds: string[]) => Promise<StoredChunk[]>,
  chunkIds: string[],
  reach: number,
): Promise<StoredChunk[][]> {
  const neighbourIds = chunkIds.map((chunkId) => idsAround(chunkId, reach))
  const chunks = await read([...new Set(neighbourIds.flat())])
  const byId = new Map(chunks.map((chunk) => [chunk.chunkId, chunk]))
  return neighbourIds.map((ids) => ids.flatMap((id) => byId.get(id) ?? []))
}

function idsAround(chunkId: string, reach: number): string[] {
  const key = parseChunkId(chunkId)
  if (!key) return []
  const ids: string[] = []
  for (let ordinal = Math.max(0, key.ordinal - reach); ordinal <= key.ordinal + reach; ordinal++) {
    if (ordinal !== key.ordinal) ids.push(toChunkId({ ...key, ordinal }))
  }
  return ids
}
