import { TERM_SPACE } from '@/lib/engine'
import { slice } from '@/lib/in-slices'

/** So many are sorted in less time than all of them are looked through. */
const FEW_TERMS = 10_000
/** 4 MB of zeros that the next one need not make anew; two may be at work at a time. */
let spare: Int32Array | undefined

export type Postings = {
  /** Ascending. */
  terms: Int32Array
  /** First posting of each term, and last of all the number of postings. */
  postingStarts: Int32Array
  /** Documents of a term's postings, ascending, with the term's frequency in each. */
  documents: Int32Array
  frequencies: Float32Array
}

type Visit = (term: number, document: number, frequency: number) => void

/**
 * Orders postings by term, by counting: linear in their number, and little work for few of them. `forEach` is run twice and must visit the same postings,
 * those of one term by ascending document; where it yields, others may get a turn.
 */
export async function sortPostings(forEach: (visit: Visit) => Iterable<void>): Promise<Postings> {
  const counts = spare ?? new Int32Array(TERM_SPACE)
  spare = undefined
  const found: number[] = []
  await inTurns(
    forEach((term) => {
      if (counts[term]!++ === 0) found.push(term)
    }),
  )
  const terms = found.length < FEW_TERMS ? new Int32Array(found).sort() : termsOf(counts, found.length)
  const postingStarts = new Int32Array(terms.length + 1)
  let total = 0
  for (let at = 0; at < terms.length; at++) {
    const term = terms[at]!
    const count = counts[term]!
    postingStarts[at] = total
    // from here on: where the term's next posting goes
    counts[term] = total
    total += count
  }
  postingStarts[terms.length] = total
  const documents = new Int32Array(total)
  const frequencies = new Float32Array(total)
  await inTurns(
    forEach((term, document, frequency) => {
      const at = counts[term]!++
      documents[at] = document
      frequencies[at] = frequency
    }),
  )
  for (const term of terms) counts[term] = 0
  spare = counts
  return { terms, postingStarts, documents, frequencies }
}

function termsOf(counts: Int32Array, size: number): Int32Array {
  const terms = new Int32Array(size)
  let next = 0
  for (let term = 0; term < TERM_SPACE; term++) if (counts[term]! > 0) terms[next++] = term
  return terms
}

async function inTurns(steps: Iterable<void>): Promise<void> {
  for (const _ of steps) if (slice.isOver) await slice.next()
}
