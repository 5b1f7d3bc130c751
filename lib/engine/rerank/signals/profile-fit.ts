import type { TextTerms } from '../text-terms'

/**
 * How much of what is known about the user a text speaks to, 0–1: the share of each fact's terms that occur in the text,
 * averaged with the facts' confidence as weight. A coordination-level match as in Salton, "Automatic Information
 * Organization and Retrieval", 1968.
 */
export function profileFit(text: TextTerms, facts: { confidence: number; terms: TextTerms }[]): number {
  const ids = new Set(text.ids)
  let sum = 0
  let total = 0
  for (const { confidence, terms } of facts) {
    if (terms.ids.length === 0) continue
    sum += (confidence * terms.ids.filter((id) => ids.has(id)).length) / terms.ids.length
    total += confidence
  }
  return total > 0 ? sum / total : 0
}
