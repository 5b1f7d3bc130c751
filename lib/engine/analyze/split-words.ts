import { IDENTIFIER } from './find-identifiers'

/** A word of a query, `start` and `end` in UTF-16 units; `text` without elided articles. */
export type Word = { text: string; lower: string; start: number; end: number; isIdentifier: boolean }

const WORD =
  /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*(?:[-'’.:/@+,#](?=[\p{L}\p{N}_])[\p{L}\p{M}\p{N}_]+)*(?:\+\+|#(?!\p{L}))?/gu
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** `l'importation`, `dell'utente`: the article is no part of the word. */
const ELISION = /^(?:[ldjmtsnc]|qu|un|dell|all|nell|dall|sull|quest)['’](?=\p{L})/iu
/** `ー` of a katakana word that the dictionary does not hold stands with what the segmenter cut off. */
const KATAKANA = /^[\p{Script=Katakana}ー]+$/u

let segmenter: Intl.Segmenter | undefined

/**
 * The words of a text: identifiers whole, scripts without spaces by the dictionary of `Intl.Segmenter` (UAX #29), all
 * others as runs of letters and digits with what joins them.
 */
export function splitWords(text: string): Word[] {
  const words: Word[] = []
  let end = 0
  for (const { 0: found, index } of text.matchAll(IDENTIFIER)) {
    addWords(words, text.slice(end, index), end)
    const identifier = found.replace(/[.,;:]+$/, '')
    words.push(toWord(identifier, index, true))
    end = index + found.length
  }
  addWords(words, text.slice(end), end)
  return words
}

function addWords(words: Word[], prose: string, offset: number): void {
  for (const { 0: found, index } of prose.matchAll(WORD)) {
    const start = offset + index
    if (UNSPACED.test(found)) {
      addSegments(words, found, start)
      continue
    }
    const elided = ELISION.exec(found)?.[0].length ?? 0
    words.push(toWord(found.slice(elided), start + elided, false))
  }
}

function addSegments(words: Word[], run: string, offset: number): void {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' })
  for (const { segment, index, isWordLike } of segmenter.segment(run)) {
    const before = words.at(-1)
    const start = offset + index
    if (before && before.end === start && KATAKANA.test(before.text) && KATAKANA.test(segment)) {
      before.text += segment
      before.lower = before.text
      before.end = start + segment.length
    } else if (isWordLike) {
      words.push(toWord(segment, start, false))
    }
  }
}

function toWord(text: string, start: number, isIdentifier: boolean): Word {
  return { text, lower: text.toLowerCase().replaceAll('’', "'"), start, end: start + text.length, isIdentifier }
}
