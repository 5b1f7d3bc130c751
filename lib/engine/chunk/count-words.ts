/** Shorter words are mostly grammar. */
const MIN_WORD_LENGTH = 4
/** Words that begin alike this far (UTF-16 units) count as the same: a stem for any language that inflects at the end. */
const STEM_LENGTH = 6
const WORD = /[\p{L}\p{N}]+/gu

/** How often each word of a text occurs: words of four letters and more, by their beginnings. */
export function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    if (word.length < MIN_WORD_LENGTH) continue
    const stem = word.slice(0, STEM_LENGTH)
    counts.set(stem, (counts.get(stem) ?? 0) + 1)
  }
  return counts
}
