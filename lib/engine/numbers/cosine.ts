/**
 * Inner product of the unit vector that begins at `offset` and a unit vector: their cosine. Four sums side by side,
 * because a processor waits for each addition before it begins the next of the same sum.
 */
export function cosine(vectors: Float32Array, offset: number, embedding: Float64Array): number {
  const whole = embedding.length & ~3
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let i = 0; i < whole; i += 4) {
    a += vectors[offset + i]! * embedding[i]!
    b += vectors[offset + i + 1]! * embedding[i + 1]!
    c += vectors[offset + i + 2]! * embedding[i + 2]!
    d += vectors[offset + i + 3]! * embedding[i + 3]!
  }
  let sum = a + b + (c + d)
  for (let i = whole; i < embedding.length; i++) sum += vectors[offset + i]! * embedding[i]!
  return sum
}
