import { wordPairs } from '../text/word-pairs'

/** Share of a passage's word pairs that a text must hold for the passage to count as found in it, 0–1. */
export const LEAST_HELD = 0.8

/** Share of a passage that texts hold together, 0–1; of what stands across two of them only the pair at the seam is lost. */
export function heldShare(texts: readonly string[], passage: string): number {
  const wanted = wordPairs(passage)
  if (wanted.size === 0) return 0
  const held = new Set<string>()
  for (const text of texts) {
    const pairs = wordPairs(text)
    for (const pair of wanted) if (pairs.has(pair)) held.add(pair)
  }
  return held.size / wanted.size
}
