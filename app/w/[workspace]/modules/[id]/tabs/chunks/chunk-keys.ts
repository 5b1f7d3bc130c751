import { heldShare } from '@/lib/engine'

export type KeyedChunk = { text: string; headingPath: string[] }
export type ChunkKey = KeyedChunk & { key: string }

/** Share of the word pairs of a chunk that one under another heading has to hold to be the same one, 0–1. */
const LEAST_KEPT = 0.5

/**
 * Names that chunks keep while the text around them changes, so that a form stays with the chunk that it was opened on: those
 * before and after the change keep theirs, what moved goes by its text, and what was changed in place by its heading or by
 * its words. A chunk that is none of those has a name of its own.
 * @param before the chunks with their names, in order
 * @param fresh a name that none has yet
 */
export function keepKeys(before: ChunkKey[], chunks: KeyedChunk[], fresh: () => string): ChunkKey[] {
  let head = 0
  while (head < Math.min(before.length, chunks.length) && before[head]?.text === chunks[head]?.text) head += 1
  let tail = 0
  const most = Math.min(before.length, chunks.length) - head
  while (tail < most && before[before.length - 1 - tail]?.text === chunks[chunks.length - 1 - tail]?.text) tail += 1
  const known = before.slice(head, before.length - tail)
  const changed = chunks.slice(head, chunks.length - tail)
  const keys = [...before.slice(0, head), ...nameChanged(known, changed, fresh), ...before.slice(before.length - tail)]
  // those that keep their text may stand under another heading now
  return chunks.map(({ text, headingPath }, at) => ({ text, headingPath, key: keys[at]?.key ?? fresh() }))
}

const textOf = ({ text }: KeyedChunk) => text
const headingOf = ({ headingPath }: KeyedChunk) => JSON.stringify(headingPath)

function nameChanged(known: ChunkKey[], chunks: KeyedChunk[], fresh: () => string): { key: string }[] {
  const left = new Set(known)
  const found = new Map<KeyedChunk, ChunkKey>()
  const take = (chunk: KeyedChunk, old: ChunkKey | undefined) => {
    if (old && left.delete(old)) found.set(chunk, old)
  }
  for (const sameOf of [textOf, headingOf]) {
    const groups = Map.groupBy(left, sameOf)
    for (const chunk of chunks) if (!found.has(chunk)) take(chunk, groups.get(sameOf(chunk))?.shift())
  }
  // under another heading: at the same place, from the beginning or from the end
  for (const [at, chunk] of chunks.entries()) {
    if (found.has(chunk)) continue
    const near = [known[at], known[at + known.length - chunks.length]]
    take(
      chunk,
      near.find((old) => old && left.has(old) && heldShare([chunk.text], old.text) >= LEAST_KEPT),
    )
  }
  return chunks.map((chunk) => found.get(chunk) ?? { key: fresh() })
}
