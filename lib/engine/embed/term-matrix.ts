import { localWeight, type TermCounts } from './lsa-fit'

/** Documents × vocabulary in compressed rows; each row has unit length. */
export type TermMatrix = {
  /** Ids of the vocabulary, ascending: column → id. */
  terms: Int32Array
  idf: Float32Array
  /** Where each row begins in `columns` and `values`; one more than there are rows. */
  rowStarts: Int32Array
  columns: Int32Array
  values: Float32Array
}

/** A term of one document alone relates it to no other. */
const MIN_FREQUENCY = 2

/**
 * The weighted term matrix of documents: ln(1 + tf) · idf with idf = 1 + ln((1 + N) / (1 + df)), rows scaled to unit
 * length, so that long documents do not rule the decomposition (Manning, Raghavan, Schütze: "Introduction to Information
 * Retrieval", 2008, §6.4). Of a larger vocabulary the `maxTerms` most frequent terms take part.
 */
export function buildTermMatrix(documents: readonly TermCounts[], maxTerms: number): TermMatrix {
  const frequencies = new Map<number, number>()
  for (const document of documents) for (const { id } of document) frequencies.set(id, (frequencies.get(id) ?? 0) + 1)
  const kept = [...frequencies]
    .filter(([, frequency]) => frequency >= MIN_FREQUENCY)
    .sort(([a, df], [b, other]) => other - df || a - b)
    .slice(0, maxTerms)
    .sort(([a], [b]) => a - b)
  const terms = Int32Array.from(kept, ([id]) => id)
  const idf = Float32Array.from(kept, ([, df]) => 1 + Math.log((1 + documents.length) / (1 + df)))
  const columnOf = new Map(kept.map(([id], column) => [id, column]))

  const rowStarts = new Int32Array(documents.length + 1)
  const columns: number[] = []
  const values: number[] = []
  documents.forEach((document, row) => {
    const first = columns.length
    let squares = 0
    for (const { id, count } of document) {
      const column = columnOf.get(id)
      if (column === undefined) continue
      const value = localWeight(count) * idf[column]!
      columns.push(column)
      values.push(value)
      squares += value * value
    }
    const norm = Math.sqrt(squares)
    for (let at = first; at < values.length; at++) values[at]! /= norm
    rowStarts[row + 1] = columns.length
  })
  return { terms, idf, rowStarts, columns: Int32Array.from(columns), values: Float32Array.from(values) }
}
