import type { TermCount } from '../vocabulary/ports'
import { DERIVED_SHARE, derivationsOf } from './derivations'
import { hasStemmer, stemmerOf } from './stem'
import { forEachAskedTermOf, forEachStopTermOf, forEachTermOf, type Term, termId } from './terms'

/** A French question ties the subject to its verb: “peut-on”, “y a-t-il”. No text has it so. */
const FRENCH_INVERSION =
  /(?<!rendez)(?<=\p{L})-(?:t-(?:il|elle|on)s?|ils?|elles?|on|je|tu|nous|vous|ce)(?![\p{L}\p{N}_-])/giu

/**
 * The terms that a query searches texts of several languages by: each of its words in the form that it has in each of
 * them, since texts are stemmed in their own language and stems of two languages seldom meet. Forms of one word share
 * `word`; of the query's own language also the forms in other parts of speech. Words that only serve the query's own language ("die" in German) are left out in all, and the function words of
 * scripts without spaces, unless nothing else is asked: "The Who".
 *
 * @param told the query's language, BCP 47 primary subtag, or `und`: then that of the texts where they have but one
 * @param languages those of the texts; English always takes part, since texts of an unknown language are stemmed as English
 */
export function extractQueryTerms(query: string, told: string, languages: readonly string[]): TermCount[] {
  const language = told === 'und' && languages.length === 1 ? languages[0]! : told
  const text = language === 'fr' ? query.replaceAll(FRENCH_INVERSION, ' ') : query
  const own = hasStemmer(language) ? stemmerOf(language) : undefined
  const all = [...new Set(['en', ...languages.filter(hasStemmer)])]
  const asked = collectForms(all, (each, visit) =>
    forEachAskedTermOf(text, each, (term) => {
      if (own?.isStopWord(term.word)) return
      visit(term)
      if (each === told && term.share === 1) visitDerivations(term.word, each, visit)
    }),
  )
  if (asked.length > 0) return asked
  return collectForms([...new Set([...all, ...(own ? [language] : [])])], (each, visit) => {
    forEachTermOf(text, each, visit)
    forEachStopTermOf(text, each, visit)
  })
}

function visitDerivations(word: string, language: string, visit: (term: Term) => void): void {
  const { stem } = stemmerOf(language)
  for (const derived of derivationsOf(word, language)) {
    const term = stem(derived)
    visit({ id: termId(term), term, word, share: DERIVED_SHARE })
  }
}

function collectForms(
  languages: readonly string[],
  forEachOf: (language: string, visit: (term: Term) => void) => void,
): TermCount[] {
  const forms = new Map<number, TermCount>()
  const wordIds = new Map<string, number>()
  for (const each of languages) {
    const counts = new Map<number, number>()
    forEachOf(each, ({ id, term, word, share }) => {
      const wordId = wordIds.get(word) ?? forms.get(id)?.word ?? id
      wordIds.set(word, wordId)
      const count = (counts.get(id) ?? 0) + share
      counts.set(id, count)
      const known = forms.get(id)
      if (!known) forms.set(id, { id, term, count, word: wordId })
      else known.count = Math.max(known.count, count)
    })
  }
  return [...forms.values()]
}
