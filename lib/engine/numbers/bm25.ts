import type { TermCount } from '../vocabulary/ports'

/** `k1` saturates repeated terms (≥ 0), `b` normalizes by length (0–1). */
type Bm25Parameters = { k1: number; b: number }

const DEFAULT_BM25: Bm25Parameters = { k1: 1.2, b: 0.75 }

/**
 * The document's side of BM25 (Robertson, Zaragoza 2009, eq. 3.15): saturated term frequencies
 * `tf·(k1 + 1) / (tf + k1·(1 − b + b·length / averageLength))` by term id. Their inner product with the idf of the
 * query's terms is the BM25 score.
 */
export function bm25DocumentWeights(
  counts: TermCount[],
  length: number,
  averageLength: number,
  parameters: Bm25Parameters = DEFAULT_BM25,
): Map<number, number> {
  const norm = bm25Norm(length, averageLength, parameters)
  return new Map(counts.map(({ id, count }) => [id, bm25Weight(count, norm, parameters)]))
}

/** What a document's term frequencies are held against: `k1·(1 − b + b·length / averageLength)`. */
export function bm25Norm(length: number, averageLength: number, { k1, b }: Bm25Parameters = DEFAULT_BM25): number {
  const relativeLength = averageLength > 0 ? length / averageLength : 1
  return k1 * (1 - b + b * relativeLength)
}

/** A saturated term frequency: `tf·(k1 + 1) / (tf + norm)`. */
export function bm25Weight(frequency: number, norm: number, { k1 }: Bm25Parameters = DEFAULT_BM25): number {
  return (frequency * (k1 + 1)) / (frequency + norm)
}

/** Inverse document frequency as Lucene has it, never negative: `ln(1 + (N − df + 0.5) / (df + 0.5))`. */
export function bm25Idf(documentCount: number, documentFrequency: number): number {
  // Statistics may lag behind: more documents with a term than documents must not give a negative or NaN weight.
  const frequency = Math.min(documentFrequency, documentCount)
  return Math.log(1 + (documentCount - frequency + 0.5) / (frequency + 0.5))
}

/** What repeating a word in a query adds: the second time nearly as much as the first, the twentieth hardly anything. */
const K3 = 8

/** The query's side of BM25: by term id, how often the word stands in it and how rare it is. */
export type QueryWeight = { id: number; frequency: number; weight: number }

/**
 * The query's side of BM25 (Robertson, Walker, Jones, Hancock-Beaulieu, Gatford: "Okapi at TREC-3", 1994): the idf of each
 * term times `qtf·(k3 + 1) / (qtf + k3)`. Forms of one word (`TermCount.word`) are one word, as rare as all of them
 * together; a part of it, which counts less than once, is as rare as it is by itself, and never rarer than the word: not
 * every language takes words apart, and one page of one that does would have all the parts for itself.
 *
 * @param terms without two of the same id
 * @param frequencyOf documents that hold a term
 * @returns the terms that some document holds, in their order
 */
export function bm25QueryWeights(
  terms: readonly TermCount[],
  documentCount: number,
  frequencyOf: (id: number) => number,
): QueryWeight[] {
  const held = new Map<number, number>()
  for (const { id, count, word = id } of terms) {
    if (count >= 1) held.set(word, (held.get(word) ?? 0) + frequencyOf(id))
  }
  return terms.flatMap(({ id, count, word = id }) => {
    const frequency = frequencyOf(id)
    if (frequency <= 0) return []
    const ofWord = held.get(word) ?? 0
    const idf = bm25Idf(documentCount, count < 1 ? Math.max(frequency, ofWord) : ofWord)
    return [{ id, frequency, weight: idf * ((count * (K3 + 1)) / (count + K3)) }]
  })
}
