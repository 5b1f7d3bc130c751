import { detectTextLanguage } from './detect-language'

/** The language of a text as a whole, and of each part of it: BCP 47 primary subtags. */
export type TextLanguages = { language: string; parts: string[] }

/** A part is in the language of the whole unless it clearly tells otherwise. */
export function detectLanguages(text: string, parts: readonly string[]): TextLanguages {
  const language = detectTextLanguage(text)
  return { language, parts: parts.map((part) => detectTextLanguage(part, language)) }
}
