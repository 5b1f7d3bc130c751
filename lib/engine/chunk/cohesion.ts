/** Tokens on each side of a place that are compared. */
const WINDOW_TOKENS = 80
/** Shorter words are mostly grammar. */
const MIN_WORD_LENGTH = 4
/** Words that begin alike this far (UTF-16 units) count as the same: a stem for any language that inflects at the end. */
const STEM_LENGTH = 6
const WORD = /[\p{L}\p{N}]+/gu

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

function countWords(text: string): Counts {
  const counts: Counts = new Map()
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    if (word.length < MIN_WORD_LENGTH) continue
    const stem = word.slice(0, STEM_LENGTH)
    counts.set(stem, (counts.get(stem) ?? 0) + 1)
  }
  return counts
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
