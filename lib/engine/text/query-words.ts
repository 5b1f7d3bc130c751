import type { TermCount } from '../vocabulary/ports'

/** How many words the terms of a query are: the forms of one count once. */
export function countWords(terms: TermCount[]): number {
  return new Set(terms.map(({ id, word = id }) => word)).size
}
