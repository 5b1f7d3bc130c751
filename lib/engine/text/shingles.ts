import { FNV_OFFSET, fnv1a, fnvStep } from './hash'

const WORDS = /[\p{L}\p{N}\p{M}]+/gu
const SHINGLE_WORDS = 3

/**
 * Hashes of a text's word 3-grams; of a shorter text, of all its words together.
 * Broder: "On the resemblance and containment of documents", 1997.
 */
export function shinglesOf(text: string): Set<number> {
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
  return shingles
}

const remembered = new WeakMap<{ text: string }, Set<number>>()

/** The shingles of what never changes its text: packing at another budget needs them again. */
export function rememberedShingles(of: { readonly text: string }): Set<number> {
  const known = remembered.get(of)
  if (known) return known
  const shingles = shinglesOf(of.text)
  remembered.set(of, shingles)
  return shingles
}

/** |A ∩ B| / |A ∪ B|, 0–1; 0 when both are empty. */
export function jaccard(common: number, sizeOfA: number, sizeOfB: number): number {
  const union = sizeOfA + sizeOfB - common
  return union === 0 ? 0 : common / union
}

/** Sets by what they hold: how much one has in common with all others takes one look-up per element. */
export class ShingleIndex {
  private readonly holders = new Map<number, number[]>()
  private size = 0

  /** |A ∩ B| with each set that was added, in that order. */
  commonWith(shingles: Set<number>): Int32Array {
    const common = new Int32Array(this.size)
    for (const shingle of shingles) for (const at of this.holders.get(shingle) ?? []) common[at]!++
    return common
  }

  add(shingles: Set<number>): void {
    for (const shingle of shingles) {
      const holders = this.holders.get(shingle)
      if (holders) holders.push(this.size)
      else this.holders.set(shingle, [this.size])
    }
    this.size++
  }
}
