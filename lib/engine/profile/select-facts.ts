import type { QueryAnalysis } from '../vocabulary/query-analysis'
import type { Profile, ProfileFact } from '../vocabulary/types'

/** Facts that are less certain take no part. */
const MIN_CONFIDENCE = 0.3

export type FactsInput = {
  profile: Profile | undefined
  /** UTC day of the request; a fact takes no part after `expiresOn`. */
  day: string
  costOf: (fact: ProfileFact) => number
  /** Tokens the facts may take together. */
  available: number
}

export type SelectedFacts = { facts: ProfileFact[]; notes: string[] }

/** The facts that are always sent, as many as fit. They depend on the profile and the day, never on the query. */
export function selectStaticFacts(input: FactsInput): SelectedFacts {
  const { usable, notes } = usableFacts(input)
  const facts = usable.filter((fact) => fact.isStatic).sort(bySource)
  return takeFitting(facts, input, notes)
}

/** The facts that share a word with the query, the most in common first, as many as fit. */
export function selectDynamicFacts(input: FactsInput & { analysis: QueryAnalysis }): SelectedFacts {
  const { keywords, entities, identifiers } = input.analysis
  const words = new Set([...keywords, ...entities, ...identifiers].flatMap(toWords))
  const overlapOf = ({ key, value }: ProfileFact) =>
    new Set(toWords(`${key} ${value}`).filter((word) => words.has(word))).size
  const scored = usableFacts(input)
    .usable.filter((fact) => !fact.isStatic)
    .map((fact) => ({ fact, overlap: overlapOf(fact) }))
    .filter(({ overlap }) => overlap > 0)
    .sort((a, b) => b.overlap - a.overlap || bySource(a.fact, b.fact))
  return takeFitting(
    scored.map(({ fact }) => fact),
    input,
    [],
  )
}

function usableFacts({ profile, day }: FactsInput): { usable: ProfileFact[]; notes: string[] } {
  const facts = profile?.facts ?? []
  const current = facts.filter((fact) => fact.expiresOn === undefined || fact.expiresOn >= day)
  const usable = current.filter((fact) => fact.confidence >= MIN_CONFIDENCE)
  const notes: string[] = []
  if (current.length < facts.length) notes.push(`${facts.length - current.length} profile facts have expired`)
  if (usable.length < current.length) notes.push(`${current.length - usable.length} profile facts are too uncertain`)
  return { usable, notes }
}

function takeFitting(facts: ProfileFact[], { costOf, available }: FactsInput, notes: string[]): SelectedFacts {
  let left = available
  const taken = facts.filter((fact) => {
    const tokens = costOf(fact)
    if (tokens > left) return false
    left -= tokens
    return true
  })
  const missed = facts.length - taken.length
  // their number alone: a trace outlives the profile, and what was known about a person must not stay in it
  return { facts: taken, notes: missed > 0 ? [...notes, `no room for ${missed} profile facts`] : notes }
}

function bySource(a: ProfileFact, b: ProfileFact): number {
  const certainty = (fact: ProfileFact) => (fact.source === 'explicit' ? 1 : 0) + fact.confidence
  return certainty(b) - certainty(a) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
}

/** Words of three letters or more, or of any length in scripts without spaces between words. */
function toWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{3,}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/gu) ?? []
}
