import { fnv1a } from '../text/hash'
import type { EmbeddingPort } from '../vocabulary/ports'

const DIMENSIONS = 256

/**
 * Signed hashes of letter trigrams, as unit vectors: finds other forms of a word, which terms miss. The signs let texts
 * that have nothing in common cancel out to a cosine of about 0.
 */
export const trigramEmbedding: EmbeddingPort = {
  model: 'trigram-256@1',
  dimensions: DIMENSIONS,
  embed: async (texts) => texts.map(embedText),
}

function embedText(text: string): number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0)
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []) {
    const padded = ` ${word} `
    for (let at = 0; at + 3 <= padded.length; at++) {
      const hash = fnv1a(padded.slice(at, at + 3))
      const slot = (hash >>> 8) % DIMENSIONS
      vector[slot] = (vector[slot] ?? 0) + (hash < 0 ? -1 : 1)
    }
  }
  const norm = Math.hypot(...vector)
  return norm > 0 ? vector.map((value) => value / norm) : vector
}
