/** Scripts whose words stand without spaces: their cues count anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/**
 * Finds one of the phrases as whole words, in any script and case. Phrases are separated by `|`; `*` stands for any ending
 * of a word, `^` in front for the start of the text, a space for white space or an apostrophe.
 */
export function cues(...lists: string[]): RegExp {
  const phrases = lists.flatMap((list) => list.split('|')).map((phrase) => phrase.trim())
  return new RegExp(phrases.map(toPattern).join('|'), 'iu')
}

function toPattern(phrase: string): string {
  const isAtStart = phrase.startsWith('^')
  const pattern = phrase
    .slice(isAtStart ? 1 : 0)
    .replace(/[.+?()[\]{}\\/]/g, String.raw`\$&`)
    .replaceAll('*', String.raw`[\p{L}\p{M}]*`)
    .replaceAll(' ', String.raw`[\s'’]+`)
  const before = isAtStart ? String.raw`^[¿¡\s]*` : UNSPACED.test(phrase) ? '' : String.raw`(?<![\p{L}\p{N}_])`
  const after = UNSPACED.test(phrase) ? '' : String.raw`(?![\p{L}\p{N}_]|['’]\p{L})`
  return `${before}${pattern}${after}`
}
