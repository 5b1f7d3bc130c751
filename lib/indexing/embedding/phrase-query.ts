import { forEachTermOf, type SimulatedQuery } from '@/lib/engine'

type Terms = SimulatedQuery['terms']

/**
 * A simulated query as a model reads it: the words that its terms were made of, and the text without half of the
 * occurrences of each, as the term counts are without them. Terms that are no words of the text are left out, such as
 * those of the chunks around it.
 *
 * @param languages of the text, as its terms were stemmed
 */
export function phraseQuery(
  text: string,
  languages: string[],
  terms: Terms,
): { query: string; rest: string; terms: Terms } {
  const source = text.normalize('NFKC')
  const wordsOf = new Map<number, Set<string>>(terms.map(({ id }) => [id, new Set()]))
  for (const language of languages) forEachTermOf(source, language, ({ id, word }) => wordsOf.get(id)?.add(word))
  const worded = terms.filter(({ id }) => (wordsOf.get(id)?.size ?? 0) > 0)
  const words = worded.map(({ id }) => [...(wordsOf.get(id) ?? [])])
  const rest = [...new Set(words.flat())].reduce(dropHalf, source)
  return { query: withoutParts(words.flatMap(([word]) => word ?? [])).join(' '), rest, terms: worded }
}

/** A compound and its parts come from one word, and so do the single letters of one in a script without spaces. */
function withoutParts(words: string[]): string[] {
  const isLetterOf = (letter: string, word: string) => word !== letter && word.includes(letter)
  return [...new Set(words)].filter((word) => [...word].length > 1 || !words.some((other) => isLetterOf(word, other)))
}

/** As a word where it is one; else, as a part of an identifier or in a script without spaces, wherever it stands. */
function dropHalf(text: string, word: string): string {
  const literal = word.replaceAll(/[$()*+./?[\\\]^{|}]/g, '\\$&')
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, 'giu')
  const pattern = text.search(whole) >= 0 ? whole : new RegExp(literal, 'giu')
  const kept = Math.floor([...text.matchAll(pattern)].length / 2)
  let seen = 0
  return text.replace(pattern, (found) => (seen++ < kept ? found : ''))
}
