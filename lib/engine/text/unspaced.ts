import { CHINESE_PHRASES, CHINESE_WORDS, JAPANESE_PHRASES, KOREAN_PHRASES } from './function-phrases'

/** Scripts that are written without spaces, or, as Korean, with several words between two. */
export const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
export const UNSPACED_RUNS = new RegExp(`(?:${UNSPACED.source}[\\p{M}ー]*)+`, 'gu')

/** Letters that can be a word. */
const WORD_LETTER = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}]/u
const HAS_KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u
/** Where Japanese goes on in another script behind hiragana another word begins: “新しい|プロジェクト”. */
const BOUNDARY = / |(?<=\p{Script=Hiragana})(?=[\p{Script=Katakana}\p{Script=Han}])/u
const KATAKANA_WORD = /[\p{Script=Katakana}ー]{3,}/gu
const HIRAGANA_RUN = /\p{Script=Hiragana}+/gu

const longestFirst = (phrases: readonly string[]) => phrases.toSorted((a, b) => b.length - a.length).join('|')

const CHINESE = new RegExp(`(?<word>${longestFirst(CHINESE_WORDS)})|(?:${longestFirst(CHINESE_PHRASES)})`, 'gu')
const KOREAN = new RegExp(`^(?:${longestFirst(KOREAN_PHRASES)})|(?:${longestFirst(KOREAN_PHRASES)})$`, 'gu')
const JAPANESE = new Set(JAPANESE_PHRASES)
const LONGEST_JAPANESE = Math.max(...JAPANESE_PHRASES.map((phrase) => phrase.length))

/** Overlapping pairs of letters and the letters that can be words; of a run of one letter this one. */
export function lettersOf(run: string): string[] {
  const letters = Array.from(run)
  if (letters.length === 1) return letters
  return [...pairsOf(letters), ...letters.filter((letter) => WORD_LETTER.test(letter))]
}

/** What a query searches a run by: the pairs of letters of the words that its function words leave of it, single letters alone. */
export function askedLettersOf(run: string): string[] {
  const parts = withoutFunctionWords(run).split(BOUNDARY)
  const telling = parts.filter((part) => part.length > 1 || WORD_LETTER.test(part))
  return (telling.length > 0 ? telling : parts).flatMap((part) => {
    const letters = Array.from(part)
    return letters.length === 1 ? letters : pairsOf(letters)
  })
}

/** Words of at least three letters in the script that Japanese writes words of other languages in, by their pairs of letters. */
export function katakanaWordsOf(text: string): string[][] {
  return Array.from(text.normalize('NFKC').matchAll(KATAKANA_WORD), ([word]) => pairsOf(Array.from(word)))
}

function pairsOf(letters: string[]): string[] {
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)
}

/** Spaces stand for function words. */
function withoutFunctionWords(run: string): string {
  if (!HAS_KANA.test(run)) {
    return run.replace(CHINESE, (match, word?: string) => (word === undefined ? ' ' : match)).replace(KOREAN, ' ')
  }
  return run.replace(HIRAGANA_RUN, (kana) => {
    const end = findFunctionWords(kana)
    return end < kana.length ? `${kana.slice(0, end)} ` : kana
  })
}

/**
 * Where the function words begin that a run of hiragana ends in; its length where it ends in none. Behind an inflection the
 * first of them has two letters at least: one letter could belong to it.
 */
function findFunctionWords(kana: string): number {
  let begin = kana.length
  // by position, whether what follows is function words and nothing else
  const isClosed: boolean[] = []
  isClosed[kana.length] = true
  for (let at = kana.length - 1; at >= 0; at--) {
    for (let length = Math.min(LONGEST_JAPANESE, kana.length - at); length > 0; length--) {
      if (!isClosed[at + length] || !JAPANESE.has(kana.slice(at, at + length))) continue
      isClosed[at] = true
      if (length > 1 || at === 0) begin = at
      break
    }
  }
  return begin
}
