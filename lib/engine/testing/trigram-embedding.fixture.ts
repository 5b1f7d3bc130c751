import type { EmbeddingPort } from '../ports'

const DIMENSIONS = 256

/** Hashed letter trigrams, as unit vectors: finds other forms of a word, which terms miss. */
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
      const slot =
        [...padded.slice(at, at + 3)].reduce((sum, char) => sum * 31 + (char.codePointAt(0) ?? 0), 7) % DIMENSIONS
      vector[slot] = (vector[slot] ?? 0) + 1
    }
  }
  const norm = Math.hypot(...vector)
  return norm > 0 ? vector.map((value) => value / norm) : vector
}
