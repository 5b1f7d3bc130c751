/** Pivots below this share of the largest one belong to a direction that is not there. */
const LEAST_PIVOT_SHARE = 1e-11
/** Rows whose products are summed at once, so that the sums are read and written less often. */
const ROWS_AT_ONCE = 4

/**
 * Makes the columns of a tall matrix (`rows` × `width`, row by row) orthonormal in place, by the Cholesky factor of its
 * Gram matrix (Golub, Van Loan: "Matrix Computations", 4th ed. 2013, §5.3; called twice it is as good as Householder's:
 * Yamamoto et al. 2015). A column that depends on those before it becomes zero.
 */
export function orthonormalize(matrix: Float32Array, width: number): void {
  const upper = factorize(gramOf(matrix, width), width)
  solveRows(matrix, upper, width)
}

/** Upper triangle of MᵀM, `width` × `width`. */
function gramOf(matrix: Float32Array, width: number): Float64Array {
  const gram = new Float64Array(width * width)
  const rows = matrix.length / width
  const panel = new Float64Array(ROWS_AT_ONCE * width)
  for (let row = 0; row < rows; row += ROWS_AT_ONCE) {
    panel.fill(0)
    panel.set(matrix.subarray(row * width, Math.min(rows, row + ROWS_AT_ONCE) * width))
    for (let i = 0; i < width; i++) {
      const [a, b, c, d] = [panel[i]!, panel[width + i]!, panel[2 * width + i]!, panel[3 * width + i]!]
      const base = i * width
      for (let j = i; j < width; j++) {
        gram[base + j]! += a * panel[j]! + b * panel[width + j]! + c * panel[2 * width + j]! + d * panel[3 * width + j]!
      }
    }
  }
  return gram
}

/** Replaces the upper triangle of a Gram matrix by R with RᵀR = gram; the row of a direction that is not there is zero. */
function factorize(gram: Float64Array, width: number): Float64Array {
  let largest = 0
  for (let i = 0; i < width; i++) largest = Math.max(largest, gram[i * width + i]!)
  for (let i = 0; i < width; i++) {
    const row = i * width
    const pivot = gram[row + i]!
    const scale = pivot > largest * LEAST_PIVOT_SHARE ? 1 / Math.sqrt(pivot) : 0
    for (let j = i; j < width; j++) gram[row + j]! *= scale
    for (let k = i + 1; k < width; k++) {
      const factor = gram[row + k]!
      const target = k * width
      if (factor !== 0) for (let j = k; j < width; j++) gram[target + j]! -= factor * gram[row + j]!
    }
  }
  return gram
}

/** Replaces each row m by x with x·R = m, four rows at once. */
function solveRows(matrix: Float32Array, upper: Float64Array, width: number): void {
  const rows = matrix.length / width
  const panel = new Float64Array(ROWS_AT_ONCE * width)
  for (let row = 0; row < rows; row += ROWS_AT_ONCE) {
    const end = Math.min(rows, row + ROWS_AT_ONCE) * width
    panel.fill(0)
    panel.set(matrix.subarray(row * width, end))
    for (let i = 0; i < width; i++) {
      const base = i * width
      const pivot = upper[base + i]!
      const inverse = pivot > 0 ? 1 / pivot : 0
      const [a, b, c, d] = [
        panel[i]! * inverse,
        panel[width + i]! * inverse,
        panel[2 * width + i]! * inverse,
        panel[3 * width + i]! * inverse,
      ]
      panel[i] = a
      panel[width + i] = b
      panel[2 * width + i] = c
      panel[3 * width + i] = d
      for (let j = i + 1; j < width; j++) {
        const factor = upper[base + j]!
        panel[j]! -= a * factor
        panel[width + j]! -= b * factor
        panel[2 * width + j]! -= c * factor
        panel[3 * width + j]! -= d * factor
      }
    }
    matrix.set(panel.subarray(0, end - row * width), row * width)
  }
}
