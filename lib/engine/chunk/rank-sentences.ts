import { countWords } from './count-words'

/** Chance to follow a similarity instead of starting anywhere, and rounds after which ranks no longer move. */
const DAMPING = 0.85
const ROUNDS = 30

/**
 * How central each sentence is among all, by continuous LexRank: the stationary distribution of a walk that goes from
 * sentence to sentence as their cosine (tf · idf over the sentences) says. Erkan, Radev: "LexRank: graph-based lexical
 * centrality as salience in text summarization", JAIR 2004. Deterministic; the ranks add up to 1.
 *
 * @returns the ranks, and the similarity of two sentences, 0–1. Time and memory grow with the square of their number.
 */
export function rankSentences(sentences: string[]): { ranks: number[]; similarity: (a: number, b: number) => number } {
  const vectors = toVectors(sentences)
  const size = sentences.length
  const similarities = new Float64Array(size * size)
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const value = dot(vectors[a]!, vectors[b]!)
      similarities[a * size + b] = value
      similarities[b * size + a] = value
    }
  }
  const totals = vectors.map((_, a) =>
    similarities.subarray(a * size, (a + 1) * size).reduce((sum, each) => sum + each, 0),
  )
  let ranks = new Float64Array(size).fill(1 / size)
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(size).fill((1 - DAMPING) / size)
    for (let a = 0; a < size; a++) {
      const total = totals[a]!
      const share = DAMPING * ranks[a]!
      for (let b = 0; b < size; b++) {
        // From a sentence that is like no other the walk starts anew.
        next[b]! += share * (total > 0 ? similarities[a * size + b]! / total : 1 / size)
      }
    }
    ranks = next
  }
  return { ranks: Array.from(ranks), similarity: (a, b) => similarities[a * size + b] ?? 0 }
}

function toVectors(sentences: string[]): Map<string, number>[] {
  const counts = sentences.map(countWords)
  const frequencies = new Map<string, number>()
  for (const words of counts) for (const word of words.keys()) frequencies.set(word, (frequencies.get(word) ?? 0) + 1)
  return counts.map((words) => {
    const weights = new Map<string, number>()
    let squares = 0
    for (const [word, count] of words) {
      const weight = count * Math.log(1 + sentences.length / frequencies.get(word)!)
      weights.set(word, weight)
      squares += weight * weight
    }
    const norm = Math.sqrt(squares)
    for (const [word, weight] of weights) weights.set(word, weight / norm)
    return weights
  })
}

function dot(a: Map<string, number>, b: Map<string, number>): number {
  let sum = 0
  for (const [word, weight] of a) sum += weight * (b.get(word) ?? 0)
  return sum
}
