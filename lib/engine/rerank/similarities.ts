import type { TextTerms } from './text-terms'

/** Cosine similarities between all of a few texts, 0–1: `at(i, j)` with i ≠ j. */
export type Similarities = { at(i: number, j: number): number }

/** Like comparing each two of them by `overlap`, but a term costs only the pairs that share it. */
export function compareAll(texts: TextTerms[]): Similarities {
  const size = texts.length
  const dots = new Float64Array(size * size)
  const all = texts.reduce((sum, { ids }) => sum + ids.length, 0)
  // The texts that hold a term are a chain, the latest first: `latest` by term, `before` by entry, −1 at the end.
  const latest = new Map<number, number>()
  const before = new Int32Array(all)
  const textOf = new Int32Array(all)
  const weightOf = new Float64Array(all)
  let entry = 0
  for (let text = 0; text < size; text++) {
    const { ids, weights } = texts[text]!
    for (let at = 0; at < ids.length; at++) {
      const weight = weights[at]!
      const last = latest.get(ids[at]!) ?? -1
      for (let other = last; other >= 0; other = before[other]!) {
        dots[textOf[other]! * size + text]! += weightOf[other]! * weight
      }
      before[entry] = last
      textOf[entry] = text
      weightOf[entry] = weight
      latest.set(ids[at]!, entry++)
    }
  }
  return {
    at(i, j) {
      const norm = texts[i]!.norm * texts[j]!.norm
      return norm > 0 ? Math.min(1, dots[Math.min(i, j) * size + Math.max(i, j)]! / norm) : 0
    },
  }
}
