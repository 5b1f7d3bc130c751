const WORDS = /[\p{L}\p{N}\p{M}]+/gu
const SHINGLE_WORDS = 3

/**
 * Hashes of a text's word 3-grams; of a shorter text, of all its words together.
 * Broder: "On the resemblance and containment of documents", 1997.
 */
export function shinglesOf(text: string): Set<number> {
  const words = text.toLowerCase().match(WORDS) ?? []
  const shingles = new Set<number>()
  const last = Math.max(0, words.length - SHINGLE_WORDS)
  for (let at = 0; at <= last && words.length > 0; at++) {
    shingles.add(hash(words.slice(at, at + SHINGLE_WORDS).join(' ')))
  }
  return shingles
}

/** |A ∩ B| / |A ∪ B|, 0–1; 0 when both are empty. */
export function jaccard(a: Set<number>, b: Set<number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let common = 0
  for (const value of small) if (large.has(value)) common++
  const union = a.size + b.size - common
  return union === 0 ? 0 : common / union
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}
