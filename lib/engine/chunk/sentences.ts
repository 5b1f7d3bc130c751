const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/**
 * Offsets where the sentences of `text` begin, 0 first. A line break inside a paragraph is no end of a sentence (it is
 * one to Unicode), an empty line is.
 */
export function sentenceStarts(text: string): number[] {
  const flowing = text.replace(/(?<!\n)\r?\n(?!\r?\n)/g, (newline) => ' '.repeat(newline.length))
  return Array.from(segmenter.segment(flowing), ({ index }) => index)
}
