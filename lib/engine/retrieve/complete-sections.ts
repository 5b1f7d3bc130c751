import type { StoredChunk } from '../vocabulary/ports'
import type { Candidate } from '../vocabulary/types'

/** Share of a section's tokens from which on its rest is offered. */
export const FOUND_SHARE = 0.5

/** What is left of a section: `share` of its tokens was found, and of that `best` is the strongest chunk. */
type Missing = { chunk: StoredChunk; share: number; best: Candidate }

/**
 * What is missing of the sections of a module version, and of the module itself, of which half or more was found: where
 * several of its chunks are strong, a section answers as a whole. A section reaches over all headings below its own. A
 * chunk that several of them lack counts for the one of which most was found.
 *
 * @param found strong chunks of one module version, best first
 * @param near chunks of the module version around these
 * @param moduleTokens of the whole module
 * @param maxTokens longer sections, and longer modules, stay as they are
 */
export function findMissing(
  found: Candidate[],
  near: StoredChunk[],
  moduleTokens: number,
  maxTokens: number,
): Missing[] {
  const isFound = new Set(found.map(({ chunkId }) => chunkId))
  const others = [...new Map(near.map((chunk) => [chunk.chunkId, chunk])).values()].filter(
    ({ chunkId }) => !isFound.has(chunkId),
  )
  const missing = new Map<string, Missing>()
  for (const path of sectionsOf(found)) {
    const isInside = ({ headingPath }: { headingPath: string[] }) =>
      path.every((title, at) => headingPath[at] === title)
    const inside = found.filter(isInside)
    const rest = others.filter(isInside)
    const tokens = inside.reduce((sum, { tokens }) => sum + tokens, 0)
    const total = Math.max(
      path.length === 0 ? moduleTokens : 0,
      rest.reduce((sum, { tokenCount }) => sum + tokenCount, tokens),
    )
    const share = tokens / Math.max(1, total)
    if (total > maxTokens || share < FOUND_SHARE) continue
    for (const chunk of rest) {
      if (share > (missing.get(chunk.chunkId)?.share ?? 0))
        missing.set(chunk.chunkId, { chunk, share, best: inside[0]! })
    }
  }
  return [...missing.values()].sort((a, b) => a.chunk.startOffset - b.chunk.startOffset)
}

/** The heading paths that hold one of the chunks, the module's own included. */
function sectionsOf(found: Candidate[]): string[][] {
  const paths = found.flatMap(({ headingPath }) =>
    Array.from({ length: headingPath.length + 1 }, (_, depth) => headingPath.slice(0, depth)),
  )
  return [...new Map(paths.map((path) => [path.join('\n'), path])).values()]
}
