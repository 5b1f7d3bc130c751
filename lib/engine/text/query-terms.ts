import type { TermCount } from '../vocabulary/ports'
import { DERIVED_SHARE, derivationsOf } from './derivations'
import { hasStemmer, stemmerOf } from './stem'
import { forEachAskedTermOf, forEachStopTermOf, forEachTermOf, type Term, termId } from './terms'

/**
 * The terms that a query searches texts of several languages by: each of its words in the form that it has in each of
 * them, since texts are stemmed in their own language and stems of two languages seldom meet. Forms of one word share
 * `word`; of the query's own language also the forms in other parts of speech. Words that only serve the query's own language ("die" in German) are left out in all, and the function words of
 * scripts without spaces, unless nothing else is asked: "The Who".
 *
 * @param language the query's, BCP 47 primary subtag or `und`
 * @param languages those of the texts; English always takes part, since texts of an unknown language are stemmed as English
 */
export function extractQueryTerms(text: string, language: string, languages: readonly string[]): TermCount[] {
  const own = hasStemmer(language) ? stemmerOf(language) : undefined
  const all = [...new Set(['en', ...languages.filter(hasStemmer)])]
  const asked = collectForms(all, (each, visit) =>
    forEachAskedTermOf(text, each, (term) => {
      if (own?.isStopWord(term.word)) return
      visit(term)
      if (each === language && term.share === 1) visitDerivations(term.word, each, visit)
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
