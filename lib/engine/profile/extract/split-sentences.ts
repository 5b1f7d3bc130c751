export type Sentence = { text: string; start: number; end: number }

/** A longer one is a list or a paste, and no rule reads it. */
const MAX_LENGTH = 400

const ABBREVIATIONS = new Set(
  'dr prof mr mrs ms st vs etc approx inc ltd co jr sr no e.g i.e z.b d.h bzw ca nr hr fr'.split(' '),
)

/** `3. Mai` */
const GERMAN_DATE = /^\D?\d{1,2}\. (?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)/

/** Sentences of a text with their offsets (UTF-16), without their end marks but for a question's. */
export function splitSentences(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let start = 0
  const close = (end: number) => {
    const raw = text.slice(start, end)
    const trimmed = raw.trim()
    if (trimmed !== '' && trimmed.length <= MAX_LENGTH) {
      const from = start + raw.indexOf(trimmed)
      sentences.push({ text: trimmed, start: from, end: from + trimmed.length })
    }
    start = end
  }
  for (const { 0: mark, index } of text.matchAll(/\n|[.!?;…]+(?=\s|$)/g)) {
    if (mark === '.' && isAbbreviated(text.slice(Math.max(start, index - 12), index))) continue
    if (GERMAN_DATE.test(text.slice(Math.max(start, index - 2), index + 12))) continue
    close(mark === '\n' || !mark.includes('?') ? index : index + mark.length)
    start = index + mark.length
  }
  close(text.length)
  return sentences
}

function isAbbreviated(before: string): boolean {
  const word = /(\S+)$/.exec(before)?.[1] ?? ''
  return ABBREVIATIONS.has(word.toLowerCase()) || /^\p{Lu}$/u.test(word)
}
