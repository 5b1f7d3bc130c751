import { FNV_OFFSET, fnv1a, fnvStep, placeOf, tableSize } from './hash'
import { rememberTerms } from './remember-terms'

const WORDS = /[\p{L}\p{N}\p{M}]+/gu
const SHINGLE_WORDS = 3

/**
 * Hashes of a text's word 3-grams, each once; of a shorter text, of all its words together.
 * Broder: "On the resemblance and containment of documents", 1997.
 */
export function shinglesOf(text: string): Int32Array {
  const words = (text.toLowerCase().match(WORDS) ?? []).map((word) => fnv1a(word))
  const shingles = new Set<number>()
  const last = Math.max(0, words.length - SHINGLE_WORDS)
  for (let at = 0; at <= last && words.length > 0; at++) {
    let shingle = FNV_OFFSET
    for (let next = at; next < Math.min(at + SHINGLE_WORDS, words.length); next++) {
      shingle = fnvStep(shingle, words[next] ?? 0)
    }
    shingles.add(shingle)
  }
  return Int32Array.from(shingles)
}

/** Query after query finds the same texts, and packing looks at them again. */
export const rememberedShingles = rememberTerms(shinglesOf)

/** |A ∩ B| / |A ∪ B|, 0–1; 0 when both are empty. */
export function jaccard(common: number, sizeOfA: number, sizeOfB: number): number {
  const union = sizeOfA + sizeOfB - common
  return union === 0 ? 0 : common / union
}

/** Sets by what they hold: how much one has in common with all others takes one look-up per element. */
export class ShingleIndex {
  // a hash table of lists: the elements of a bucket are chained by `next`, the latest first
  private readonly heads: Int32Array
  private readonly next: Int32Array
  private readonly elements: Int32Array
  private readonly owners: Int32Array
  private used = 0
  private size = 0

  /** @param capacity elements of all sets that are added, at most */
  constructor(capacity: number) {
    this.heads = new Int32Array(tableSize(capacity)).fill(-1)
    this.next = new Int32Array(capacity)
    this.elements = new Int32Array(capacity)
    this.owners = new Int32Array(capacity)
  }

  /** |A ∩ B| with each set that was added, in that order. */
  commonWith(shingles: Int32Array): Int32Array {
    const common = new Int32Array(this.size)
    for (const shingle of shingles) {
      for (let at = this.heads[placeOf(shingle, this.heads.length)]!; at >= 0; at = this.next[at]!) {
        if (this.elements[at] === shingle) common[this.owners[at]!]!++
      }
    }
    return common
  }

  add(shingles: Int32Array): void {
    for (const shingle of shingles) {
      const bucket = placeOf(shingle, this.heads.length)
      this.elements[this.used] = shingle
      this.owners[this.used] = this.size
      this.next[this.used] = this.heads[bucket]!
      this.heads[bucket] = this.used++
    }
    this.size++
  }
}
