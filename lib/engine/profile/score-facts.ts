import type { TermCount } from '../vocabulary/ports'
import type { ProfileFact } from '../vocabulary/types'

/** Keys that say what kind of fact it is, and nothing of what it is about. */
const KINDS = new Set(['preference', 'avoids', 'uses', 'learning', 'expertise'])

/** What a fact is about, in words. */
function subjectOf({ key, value }: Pick<ProfileFact, 'key' | 'value'>): string {
  const [base = '', ...topic] = key.split(':')
  return `${KINDS.has(base) ? topic.join(' ') : key} ${value}`
}

/** How many words each fact shares with the query, in any of their forms. */
export function scoreFacts(
  facts: readonly ProfileFact[],
  queryTerms: TermCount[],
  formsOf: (text: string) => TermCount[],
): number[] {
  const asked = new Set(queryTerms.map(({ id }) => id))
  return facts.map((fact) => {
    const shared = formsOf(subjectOf(fact)).filter(({ id }) => asked.has(id))
    return new Set(shared.map(({ id, word = id }) => word)).size
  })
}
