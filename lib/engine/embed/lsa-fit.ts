/**
 * An embedder fitted to a corpus by latent semantic analysis (Deerwester, Dumais, Furnas, Landauer, Harshman: "Indexing by
 * latent semantic analysis", JASIS 1990). A text's vector is Σ_t ln(1 + count) · idf · projection row of t, scaled to unit
 * length; documents and queries are folded in alike, also such as the fit has not seen.
 */
export type LsaFit = {
  dimensions: number
  /** Ids of the vocabulary, ascending. */
  terms: Int32Array
  /** By position in `terms`. */
  idf: Float32Array
  /** `terms` × `dimensions`, row by row. Entries are multiples of their row's largest / 127, so that a byte holds them. */
  projection: Float32Array
  /** What its cosines count beside 1 for BM25, 0–2, as earned on the corpus. */
  weight: number
  /** Documents that the fit was made from. */
  documentCount: number
}

/** A document or query as counts by term id; counts may be weighted, and are above 0. */
export type TermCounts = readonly { readonly id: number; readonly count: number }[]

export function localWeight(count: number): number {
  return Math.log(1 + count)
}

/** Steps on each side of zero in which the entries of a projection row are kept: what fits a signed byte. */
export const QUANTA = 127

/** Largest absolute value of a row. */
export function largestOf(projection: Float32Array, start: number, dimensions: number): number {
  let largest = 0
  for (let k = start; k < start + dimensions; k++) largest = Math.max(largest, Math.abs(projection[k]!))
  return largest
}
