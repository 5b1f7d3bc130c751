import { countWords } from './count-words'

/** Tokens on each side of a place that are compared. */
const WINDOW_TOKENS = 80
type Counts = Map<string, number>

/**
 * Lexical cohesion behind each part of a text, 0–1: the cosine of the words before and after it. Low where the topic
 * changes. Hearst: "TextTiling: segmenting text into multi-paragraph subtopic passages", Computational Linguistics 1997.
 *
 * @param parts consecutive, with their tokens
 */
export function cohesionBehind(parts: { text: string; tokens: number }[]): number[] {
  const counts = parts.map(({ text }) => countWords(text))
  return parts.map((_, at) => {
    const before = gather(parts, counts, at, -1)
    const after = gather(parts, counts, at + 1, 1)
    return cosine(before, after)
  })
}

function gather(parts: { tokens: number }[], counts: Counts[], from: number, step: 1 | -1): Counts {
  const sum: Counts = new Map()
  let tokens = 0
  for (let at = from; at >= 0 && at < parts.length && tokens < WINDOW_TOKENS; at += step) {
    tokens += Math.max(1, parts[at]?.tokens ?? 1)
    for (const [word, count] of counts[at] ?? []) sum.set(word, (sum.get(word) ?? 0) + count)
  }
  return sum
}

function cosine(a: Counts, b: Counts): number {
  let dot = 0
  let squaresOfA = 0
  let squaresOfB = 0
  for (const [word, count] of a) {
    squaresOfA += count * count
    dot += count * (b.get(word) ?? 0)
  }
  for (const count of b.values()) squaresOfB += count * count
  return dot > 0 ? dot / Math.sqrt(squaresOfA * squaresOfB) : 0
}
