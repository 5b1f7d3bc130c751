/** Pairs of neighboring words, in lower case; of a text with one word, that word. */
export function wordPairs(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 1) return new Set(words)
  return new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`))
}
