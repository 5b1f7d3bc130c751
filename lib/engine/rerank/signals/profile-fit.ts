import type { TermCount } from '../../vocabulary/ports'
import type { TextTerms } from '../text-terms'
import { shareOfWords } from './share-of-words'

/**
 * How much of what is known about the user a text speaks to, 0–1: the share of each fact's words that occur in the text,
 * averaged with the facts' confidence as weight. A coordination-level match as in Salton, "Automatic Information
 * Organization and Retrieval", 1968.
 */
export function profileFit(text: TextTerms, facts: { confidence: number; terms: TermCount[] }[]): number {
  let sum = 0
  let total = 0
  for (const { confidence, terms } of facts) {
    if (terms.length === 0) continue
    sum += confidence * shareOfWords(text.ids, terms)
    total += confidence
  }
  return total > 0 ? sum / total : 0
}
