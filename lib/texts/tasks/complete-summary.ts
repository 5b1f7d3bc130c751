import { extractTerms } from '@/lib/engine'

export type WrittenSummary = {
  /** What a model answered. */
  text: string
  /** What it was to tell of. */
  source: string
  /** The same, told in sentences of the source. */
  extracted: string
}

/** Share of a summary's terms that its source must have: one with fewer is an answer or an invention. */
const KNOWN_SHARE = 0.5
/** With these inside, a word is an identifier: a path, an address, a version, a name in code. */
const IDENTIFIER = /\p{N}|[\p{L}\p{N}][._/@:][\p{L}\p{N}]|\p{Ll}\p{Lu}/u
/** From the first letter or figure of a word to its last. */
const INNER = /[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/su

/**
 * A model's summary with the sentences beneath it that hold figures or identifiers which the model left out; empty where
 * the text tells of something else than its source.
 */
export function completeSummary({ text, source, extracted }: WrittenSummary): string {
  if (!isOf(text, source)) return ''
  const told = new Set(wordsOf(text))
  const missing = extracted
    .split('\n')
    .filter((line) => wordsOf(line).some((word) => IDENTIFIER.test(word) && !told.has(word)))
  return [text, ...missing].join('\n')
}

function isOf(text: string, source: string): boolean {
  const known = new Set(extractTerms(source).map(({ id }) => id))
  const terms = [...new Set(extractTerms(text).map(({ id }) => id))]
  return terms.length > 0 && terms.filter((id) => known.has(id)).length >= KNOWN_SHARE * terms.length
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).flatMap((word) => INNER.exec(word) ?? [])
}
