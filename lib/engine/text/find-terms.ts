import { TOKEN, termId, tokenTermsOf } from './terms'
import { UNSPACED_RUNS } from './unspaced'

/** Offsets of a text in UTF-16 units, the end not included. */
export type TermRange = { start: number; end: number }

/**
 * Where a text holds one of these terms, in order: whole words and identifiers, in scripts without spaces the letters.
 *
 * @param ids of the terms, as `extractQueryTerms` gives them
 * @param languages that the words may be stemmed in, BCP 47 primary subtags
 */
export function* findTerms(text: string, ids: ReadonlySet<number>, languages: readonly string[]): Generator<TermRange> {
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    let end = 0
    for (const { 0: run, index: start } of token.matchAll(UNSPACED_RUNS)) {
      yield* findWord(token.slice(end, start), index + end, ids, languages)
      yield* findLetters(run, index + start, ids)
      end = start + run.length
    }
    yield* findWord(token.slice(end), index + end, ids, languages)
  }
}

function* findWord(
  word: string,
  start: number,
  ids: ReadonlySet<number>,
  languages: readonly string[],
): Generator<TermRange> {
  if (word === '') return
  const form = word.normalize('NFKC')
  const isHeld = languages.some((language) => tokenTermsOf(language)(form).some(({ id }) => ids.has(id)))
  if (isHeld || ids.has(termId(form.toLowerCase()))) yield { start, end: start + word.length }
}

/** Letters that are a term by themselves or with the next one; those that stand together are one range. */
function* findLetters(run: string, at: number, ids: ReadonlySet<number>): Generator<TermRange> {
  const letters = Array.from(run)
  let range: TermRange | undefined
  let start = at
  for (const [index, letter] of letters.entries()) {
    const pair = letter + (letters[index + 1] ?? '')
    const found = [pair, letter].find((term) => ids.has(termId(term)))
    if (found !== undefined) {
      if (range && range.end < start) {
        yield range
        range = undefined
      }
      range = { start: range?.start ?? start, end: start + found.length }
    }
    start += letter.length
  }
  if (range) yield range
}
