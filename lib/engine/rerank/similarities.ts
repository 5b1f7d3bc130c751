import type { TermVector } from './signals/overlap'

/** Cosine similarities between all of a few texts, 0–1: `at(i, j)` with i ≠ j. */
export type Similarities = { at(i: number, j: number): number }

/** Like comparing each two of them by `overlap`, but a term costs only the pairs that share it. */
export function compareAll(vectors: TermVector[]): Similarities {
  const size = vectors.length
  const dots = new Float64Array(size * size)
  const holders = new Map<number, { texts: number[]; weights: number[] }>()
  for (const [text, { weights }] of vectors.entries()) {
    for (const [id, weight] of weights) {
      const known = holders.get(id)
      if (!known) {
        holders.set(id, { texts: [text], weights: [weight] })
        continue
      }
      for (let k = 0; k < known.texts.length; k++) {
        const cell = (known.texts[k] ?? 0) * size + text
        dots[cell] = (dots[cell] ?? 0) + (known.weights[k] ?? 0) * weight
      }
      known.texts.push(text)
      known.weights.push(weight)
    }
  }
  return {
    at(i, j) {
      const norm = (vectors[i]?.norm ?? 0) * (vectors[j]?.norm ?? 0)
      const dot = dots[Math.min(i, j) * size + Math.max(i, j)] ?? 0
      return norm > 0 ? Math.min(1, dot / norm) : 0
    },
  }
}
