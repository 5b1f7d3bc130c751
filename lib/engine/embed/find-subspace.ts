import { normalNumbers } from '../numbers/seeded-random'
import { orthonormalize } from './orthonormalize'
import type { TermMatrix } from './term-matrix'

/**
 * An orthonormal basis of the space that the leading right singular vectors of a sparse matrix A span, by randomized
 * subspace iteration on AᵀA from a normal random start (Halko, Martinsson, Tropp: "Finding structure with randomness",
 * SIAM Review 2011, algorithm 4.4). Cosines between vectors projected into a space do not depend on its basis, so the
 * singular vectors themselves are never computed. Nothing with as many rows as A is stored: memory is two blocks of
 * columns × dimensions.
 *
 * @returns columns × `dimensions`, row by row; directions beyond the rank of A are zero
 */
export function findSubspace(
  matrix: TermMatrix,
  dimensions: number,
  options: { iterations: number; seed: number },
): Float32Array {
  const normal = normalNumbers(options.seed)
  let block: Float32Array = Float32Array.from({ length: matrix.terms.length * dimensions }, normal)
  for (let iteration = 1; iteration <= options.iterations; iteration++) {
    block = multiplyByGram(matrix, block, dimensions)
    orthonormalize(block, dimensions)
  }
  // Once more, because one pass leaves rounding behind.
  orthonormalize(block, dimensions)
  return block
}

/** AᵀA · block, one row of A at a time. */
function multiplyByGram(matrix: TermMatrix, block: Float32Array, width: number): Float32Array {
  const { rowStarts, columns, values } = matrix
  const result = new Float32Array(block.length)
  const product = new Float64Array(width)
  for (let row = 0; row + 1 < rowStarts.length; row++) {
    const start = rowStarts[row]!
    const end = rowStarts[row + 1]!
    product.fill(0)
    for (let at = start; at < end; at++) {
      const base = columns[at]! * width
      const value = values[at]!
      for (let k = 0; k < width; k++) product[k]! += value * block[base + k]!
    }
    for (let at = start; at < end; at++) {
      const base = columns[at]! * width
      const value = values[at]!
      for (let k = 0; k < width; k++) result[base + k]! += value * product[k]!
    }
  }
  return result
}
