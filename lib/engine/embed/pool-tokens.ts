import type { TokenVector } from '../vocabulary/ports'

type Span = { start: number; end: number }
type Pool = Span & { sum: Float64Array | undefined }

/**
 * Late chunking (Günther et al.: "Late Chunking: Contextual Chunk Embeddings Using Long-Context Embedding Models", 2024):
 * a chunk's vector is the mean of its tokens' vectors, which were made in the light of the whole document. Time is linear
 * in tokens and spans, besides sorting these; of the tokens, one part at a time is held.
 *
 * @param parts the document's tokens, in order, one part after the other
 * @param spans the chunks, UTF-16 offsets into the same text, `end` exclusive; they may overlap, in any order
 * @returns one unit vector per span; undefined for a span without a token
 */
export async function poolTokens(
  parts: AsyncIterable<TokenVector[]> | Iterable<TokenVector[]>,
  spans: Span[],
): Promise<(Float32Array | undefined)[]> {
  const pools: Pool[] = spans.map(({ start, end }) => ({ start, end, sum: undefined }))
  const waiting = [...pools].sort((a, b) => b.start - a.start)
  let open: Pool[] = []
  for await (const tokens of parts) {
    for (const { start, end, vector } of tokens) {
      open = open.filter((pool) => pool.end > start)
      while (waiting.length > 0 && waiting.at(-1)!.start < end) open.push(waiting.pop()!)
      for (const pool of open) if (pool.end > start && pool.start < end) addTo(pool, vector)
    }
  }
  return pools.map(({ sum }) => sum && toUnit(sum))
}

function addTo(pool: Pool, vector: ArrayLike<number>): void {
  pool.sum ??= new Float64Array(vector.length)
  for (let i = 0; i < pool.sum.length; i++) pool.sum[i]! += vector[i]!
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
