import { findPosition } from '../numbers/bisect'
import { type LsaFit, localWeight, type TermCounts } from './lsa-fit'

/**
 * Folds a text into the space of a fit: a vector of unit length, or zeros when the fit knows none of its terms.
 * Berry, Dumais, O'Brien: "Using linear algebra for intelligent information retrieval", SIAM Review 1995, §3.
 */
export function embedByLsa(fit: Omit<LsaFit, 'weight'>, terms: TermCounts): Float32Array {
  const { dimensions, projection, idf } = fit
  const sum = new Float64Array(dimensions)
  for (const { id, count } of terms) {
    const row = findPosition(fit.terms, id)
    if (row < 0) continue
    const weight = localWeight(count) * idf[row]!
    const base = row * dimensions
    for (let k = 0; k < dimensions; k++) sum[k]! += weight * projection[base + k]!
  }
  let squares = 0
  for (const value of sum) squares += value * value
  const norm = Math.sqrt(squares)
  return Float32Array.from(sum, (value) => (norm > 0 ? value / norm : 0))
}
