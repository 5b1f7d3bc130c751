import type { TokenVector } from '../ports'

/**
 * Late chunking (Günther et al.: "Late Chunking: Contextual Chunk Embeddings Using Long-Context Embedding Models", 2024):
 * a chunk's vector is the mean of its tokens' vectors, which were made in the light of the whole document.
 *
 * @param tokens of the document, in order
 * @param spans the chunks, UTF-16 offsets into the same text, `end` exclusive; they may overlap
 * @returns one unit vector per span; undefined for a span without a token
 */
export function poolTokens(
  tokens: TokenVector[],
  spans: { start: number; end: number }[],
): (Float32Array | undefined)[] {
  return spans.map(({ start, end }) => {
    const inside = tokens.filter((token) => token.start < end && token.end > start)
    return inside.length === 0 ? undefined : meanDirection(inside.map(({ vector }) => vector))
  })
}

/** The mean of vectors, scaled to unit length; zeros when they cancel out or there are none. */
export function meanDirection(vectors: ArrayLike<number>[]): Float32Array {
  const sum = new Float64Array(vectors[0]?.length ?? 0)
  for (const vector of vectors) for (let i = 0; i < sum.length; i++) sum[i]! += vector[i]!
  return toUnit(sum)
}

/**
 * The part of a chunk's meaning that its document gives it, for models without token vectors:
 * unit((1 − share) · vector + share · parent).
 *
 * @param share 0 (the vector itself) to 1 (its parent)
 */
export function mixParent(vector: ArrayLike<number>, parent: ArrayLike<number>, share: number): ArrayLike<number> {
  if (share === 0) return vector
  return toUnit(Float64Array.from(vector, (value, i) => (1 - share) * value + share * (parent[i] ?? 0)))
}

function toUnit(vector: Float64Array): Float32Array {
  let squares = 0
  for (const value of vector) squares += value * value
  const norm = Math.sqrt(squares)
  return Float32Array.from(vector, (value) => (norm > 0 ? value / norm : 0))
}
