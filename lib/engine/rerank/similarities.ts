import { placeOf, tableSize } from '../text/hash'
import type { TextTerms } from './text-terms'

/** Cosine similarities between all of a few texts, 0–1: `at(i, j)` with i ≠ j. */
export type Similarities = { at(i: number, j: number): number }

/** Like comparing each two of them by `overlap`, but a term costs only the pairs that share it. */
export function compareAll(texts: TextTerms[]): Similarities {
  const size = texts.length
  const dots = new Float64Array(size * size)
  const { numbers, starts } = numberTerms(texts)
  // The texts that hold a term stand together, from its `starts` on to its `ends`.
  const ends = starts.slice()
  const textOf = new Int32Array(numbers.length)
  const weightOf = new Float64Array(numbers.length)
  let entry = 0
  for (let text = 0; text < size; text++) {
    for (const weight of texts[text]!.weights) {
      const term = numbers[entry++]!
      const end = ends[term]!
      for (let at = starts[term]!; at < end; at++) dots[text * size + textOf[at]!]! += weightOf[at]! * weight
      textOf[end] = text
      weightOf[end] = weight
      ends[term] = end + 1
    }
  }
  return {
    at(i, j) {
      const norm = texts[i]!.norm * texts[j]!.norm
      return norm > 0 ? Math.min(1, dots[Math.max(i, j) * size + Math.min(i, j)]! / norm) : 0
    },
  }
}

/** The terms of all texts one after another, numbered from 0; and by number, in how many places the terms before it stand. */
function numberTerms(texts: TextTerms[]): { numbers: Int32Array; starts: Int32Array } {
  const all = texts.reduce((sum, { ids }) => sum + ids.length, 0)
  const places = tableSize(all)
  /** One more than the term that has the place; 0 while nobody has it. */
  const table = new Int32Array(places)
  const idOf = new Int32Array(all)
  const counts = new Int32Array(all)
  const numbers = new Int32Array(all)
  let terms = 0
  let entry = 0
  for (const { ids } of texts) {
    for (const id of ids) {
      let place = placeOf(id, places)
      while (table[place] !== 0 && idOf[table[place]! - 1] !== id) place = (place + 1) & (places - 1)
      if (table[place] === 0) {
        idOf[terms] = id
        table[place] = ++terms
      }
      const term = table[place]! - 1
      counts[term]!++
      numbers[entry++] = term
    }
  }
  const starts = new Int32Array(terms)
  for (let term = 1; term < terms; term++) starts[term] = starts[term - 1]! + counts[term - 1]!
  return { numbers, starts }
}
