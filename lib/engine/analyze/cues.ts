/** Scripts whose words stand without spaces: their cues count anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

const BEFORE_WORD = String.raw`(?<![\p{L}\p{N}_])`
const AFTER_WORD = String.raw`(?![\p{L}\p{N}_]|['’]\p{L})`
const BEFORE_TEXT = String.raw`^[¿¡\s]*`
const ENDING = String.raw`[\p{L}\p{M}]*`

type Phrase = { text: string; isAtStart: boolean; isUnspaced: boolean; isEnd: boolean }

/**
 * Finds one of the phrases as whole words, in any script and case. Phrases are separated by `|`; `*` stands for any ending
 * of a word, in front for any beginning, `^` in front for the start of the text, a space for white space or an apostrophe.
 */
export function cues(...lists: string[]): RegExp {
  const phrases = lists.flatMap((list) => list.split('|')).map(toPhrase)
  // what stands around a phrase is written once for all: compiling the classes of Unicode is what such a pattern costs
  const patterns = [
    toGroup(BEFORE_TEXT, phrases.filter(isAtStart), AFTER_WORD),
    toGroup(BEFORE_WORD, phrases.filter(isInside), AFTER_WORD),
    // what a word begins with is not read: from each letter on, that would take as long as the text squared
    toGroup('', phrases.filter(isEnd), AFTER_WORD),
    toGroup('', phrases.filter(isAnywhere), ''),
    toGroup(BEFORE_TEXT, phrases.filter(isUnspacedStart), ''),
  ]
  return new RegExp(patterns.flat().join('|'), 'iu')
}

const isAtStart = ({ isAtStart, isUnspaced }: Phrase) => isAtStart && !isUnspaced
const isInside = ({ isAtStart, isUnspaced, isEnd }: Phrase) => !isAtStart && !isUnspaced && !isEnd
const isEnd = ({ isEnd }: Phrase) => isEnd
const isAnywhere = ({ isAtStart, isUnspaced }: Phrase) => !isAtStart && isUnspaced
const isUnspacedStart = ({ isAtStart, isUnspaced }: Phrase) => isAtStart && isUnspaced

function toPhrase(phrase: string): Phrase {
  const trimmed = phrase.trim()
  const isAtStart = trimmed.startsWith('^')
  const isEnd = trimmed.startsWith('*')
  return { text: trimmed.slice(isAtStart || isEnd ? 1 : 0), isAtStart, isUnspaced: UNSPACED.test(trimmed), isEnd }
}

function toGroup(before: string, phrases: Phrase[], after: string): string[] {
  if (phrases.length === 0) return []
  const texts = phrases.map(({ text }) => text)
  const stems = texts.filter((text) => text.endsWith('*')).map((text) => toPattern(text.slice(0, -1)))
  const wholes = texts.filter((text) => !text.endsWith('*')).map(toPattern)
  const all = stems.length > 0 ? [`(?:${stems.join('|')})${ENDING}`, ...wholes] : wholes
  return [`${before}(?:${all.join('|')})${after}`]
}

function toPattern(text: string): string {
  return text
    .replace(/[.+?()[\]{}\\/]/g, String.raw`\$&`)
    .replaceAll('*', ENDING)
    .replaceAll(' ', String.raw`[\s'’]+`)
}
