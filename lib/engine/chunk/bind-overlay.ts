import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { wordPairs } from '../text/word-pairs'
import type { Chunk, OverlayEntry } from '../vocabulary/types'

/**
 * Share of the anchored text's word pairs that a chunk under the same heading must still hold to be taken for it, 0–1.
 * Half: of a chunk cut in two the larger part inherits, and of a text that was mostly rewritten nothing does.
 */
export const LEAST_OVERLAP = 0.5

export type BoundEntry<Entry extends OverlayEntry = OverlayEntry> = {
  entry: Entry
  /** Position of the chunk in the list; undefined when the entry lost its anchor. */
  index?: number
  /** Share of the anchored text that the chunk holds, 0–1; 1 for the very text. The best one found when it is lost. */
  overlap: number
}

/** SHA-256 (hex) of a chunk's text: what an overlay entry is anchored to. */
export function hashChunkText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text.toWellFormed())))
}

/**
 * Finds the chunk of each overlay entry after the text was changed or cut anew: first the very text (under the same
 * heading when it stands at several places), else the chunk under the same heading that holds most of the anchored text,
 * at least `LEAST_OVERLAP` of its word pairs. An exclusion asks the same of the other direction, too: a chunk is not kept
 * from retrieval for text that nobody excluded. Several entries may end at one chunk; one that ends at none is reported.
 */
export function bindOverlay<Entry extends OverlayEntry>(
  entries: readonly Entry[],
  chunks: readonly Pick<Chunk, 'headingPath' | 'text'>[],
): BoundEntry<Entry>[] {
  if (entries.length === 0) return []
  const byText = Map.groupBy(chunks.keys(), (index) => chunks[index]?.text.toWellFormed())
  const pairs = new Map<number, Set<string>>()
  const pairsAt = (index: number) => {
    const known = pairs.get(index) ?? wordPairs(chunks[index]?.text ?? '')
    pairs.set(index, known)
    return known
  }
  return entries.map((entry) => {
    const { text } = entry.anchor
    const isSameHeading = (index: number) => isSamePath(chunks[index]?.headingPath ?? [], entry.anchor.headingPath)
    const same = byText.get(text.toWellFormed()) ?? []
    const exact = same.find(isSameHeading) ?? same[0]
    if (exact !== undefined) return { entry, index: exact, overlap: 1 }

    const wanted = wordPairs(text)
    let best: { index: number; overlap: number } | undefined
    for (const index of chunks.keys()) {
      if (!isSameHeading(index)) continue
      const own = pairsAt(index)
      const common = countCommon(wanted, own)
      const kept = wanted.size > 0 ? common / wanted.size : 0
      const overlap = entry.isExcluded && own.size > 0 ? Math.min(kept, common / own.size) : kept
      if (best === undefined || overlap > best.overlap) best = { index, overlap }
    }
    const overlap = best?.overlap ?? 0
    return best && overlap >= LEAST_OVERLAP ? { entry, index: best.index, overlap } : { entry, overlap }
  })
}

function isSamePath(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((heading, at) => heading === b[at])
}

function countCommon(a: Set<string>, b: Set<string>): number {
  let common = 0
  for (const item of a) if (b.has(item)) common++
  return common
}
