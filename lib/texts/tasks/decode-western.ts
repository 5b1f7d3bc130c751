import { detectTextLanguage } from '@/lib/engine'
import type { Decoded } from '@/lib/schemas/texts/decode-text'

/** Languages that are told apart and written in Windows-1252, of which Latin-1 is a part. */
const LANGUAGES = new Set(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'no', 'fi'])
/** No text has them: control characters, among them the five bytes that Windows-1252 gives no character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are looked for
const CONTROL = /[\0-\x08\x0b\x0e-\x19\x1b-\x1f\x7f-\x9f]/
/** What other encodings look like when they are read as Windows-1252, and no Western text does. */
const ELSEWHERE = [
  // a word of another script
  /[À-ÖØ-öø-ÿŠŒŽšœžŸ]{3}/,
  // a capital inside a word
  /\p{Ll}[À-ÖØ-ÞŠŒŽŸ]|[à-öø-ÿšœž][A-Z]/u,
  // a sign inside a word, but those that are written there
  /\p{L}[^\p{L}\p{M}\p{N}\p{ASCII}’‘–—…·\u00a0\u00ad]\p{L}/u,
]

const UNKNOWN =
  'The file is not UTF-8, and its words do not tell whether it is Windows-1252 (Latin-1) or something else: save it as UTF-8.'
const NOTE = 'Read as Windows-1252, since it is not UTF-8. Check its accents, or save it as UTF-8.'

/**
 * The text of a file that is not UTF-8, where it is Windows-1252: no byte stands where that has none, no character where
 * Western text has none, and function words of a Western language are in it. Anything else is refused, since a wrong
 * guess would be kept as if somebody had written it.
 */
export function decodeWestern(bytes: Uint8Array): Decoded {
  const text = new TextDecoder('windows-1252').decode(bytes)
  if (CONTROL.test(text)) return { problem: UNKNOWN }
  const isWestern = ELSEWHERE.every((pattern) => !pattern.test(text)) && LANGUAGES.has(detectTextLanguage(text, 'und'))
  return isWestern ? { text, note: NOTE } : { problem: UNKNOWN }
}
