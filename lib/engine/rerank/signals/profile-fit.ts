import type { TermCount } from '../../ports'

/**
 * How much of what is known about the user a text speaks to, 0–1: the share of each fact's terms that occur in the text,
 * averaged with the facts' confidence as weight. A coordination-level match as in Salton, "Automatic Information
 * Organization and Retrieval", 1968.
 */
export function profileFit(text: TermCount[], facts: { confidence: number; terms: TermCount[] }[]): number {
  const ids = new Set(text.map((term) => term.id))
  let sum = 0
  let total = 0
  for (const { confidence, terms } of facts) {
    if (terms.length === 0) continue
    sum += (confidence * terms.filter((term) => ids.has(term.id)).length) / terms.length
    total += confidence
  }
  return total > 0 ? sum / total : 0
}
