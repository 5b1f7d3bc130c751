import type { TermCount } from '../../vocabulary/ports'
import type { TextTerms } from '../text-terms'
import { shareOfWords } from './share-of-words'

/** The best fits that count: one question asked long ago says as much as one asked today, and no more. */
const BEST = 3

/**
 * How much a text speaks to what the person asked about before, 0–1: the mean share of words that it holds of the three
 * earlier questions it holds most of. A coordination-level match, as `profileFit`.
 */
export function interestFit(text: TextTerms, questions: TermCount[][]): number {
  const fits = questions.map((terms) => shareOfWords(text.ids, terms)).sort((a, b) => b - a)
  const best = fits.slice(0, BEST)
  return best.length > 0 ? best.reduce((sum, fit) => sum + fit, 0) / best.length : 0
}
