/** Texts remembered, and their length together (UTF-16 units), twice over: the last generation and the one before. */
type Generation = { texts: number; length: number }
const GENERATION: Generation = { texts: 10_000, length: 8_000_000 }

/**
 * Remembers the terms of texts, or what else is made of them. Reranking reads the same chunks query after query, and
 * extracting their terms is most of what it costs.
 */
export function rememberTerms<Terms>(
  extract: (text: string) => Terms,
  generation = GENERATION,
): (text: string) => Terms {
  let recent = new Map<string, Terms>()
  let older = new Map<string, Terms>()
  let length = 0
  return (text) => {
    const known = recent.get(text)
    if (known !== undefined) return known
    const terms = older.get(text) ?? extract(text)
    if (recent.size >= generation.texts || length >= generation.length) {
      older = recent
      recent = new Map()
      length = 0
    }
    recent.set(text, terms)
    length += text.length
    return terms
  }
}
