import { textFrom } from '../text/source-edits'
import type { RetrievalPort, StoredChunk } from '../vocabulary/ports'
import type { ModuleSnapshot } from '../vocabulary/types'

/**
 * Chunks without what they repeat of a chunk that curation excludes: a chunk begins with the last sentences of the one
 * before it. Its count of tokens stays, which is then a little too high.
 *
 * @param modules those of the chunks, by id
 */
export async function trimExcluded(
  chunks: StoredChunk[],
  modules: Map<string, ModuleSnapshot>,
  retrieval: Pick<RetrievalPort, 'getChunks'>,
): Promise<StoredChunk[]> {
  const moduleIds = new Set(chunks.map(({ moduleId }) => moduleId))
  const ids = [...moduleIds].flatMap((moduleId) => modules.get(moduleId)?.excludedChunkIds ?? [])
  if (ids.length === 0) return chunks
  const excluded = Map.groupBy(await retrieval.getChunks(ids), ({ moduleId }) => moduleId)
  return chunks.map((chunk) => {
    const end = (excluded.get(chunk.moduleId) ?? [])
      .filter(({ ordinal, version }) => version === chunk.version && ordinal < chunk.ordinal)
      .reduce((last, { endOffset }) => Math.max(last, endOffset), 0)
    if (end <= chunk.startOffset || end >= chunk.endOffset) return chunk
    const rest = textFrom(chunk, end)
    const text = rest.text.trimStart()
    const { edits: _, ...trimmed } = chunk
    const startOffset = end + rest.text.length - text.length
    return { ...trimmed, text, startOffset, ...(rest.edits.length === 0 ? {} : { edits: rest.edits }) }
  })
}
