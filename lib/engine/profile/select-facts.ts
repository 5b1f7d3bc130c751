import type { QueryAnalysis } from '../vocabulary/query-analysis'
import type { Because, ReasonCode } from '../vocabulary/reasons'
import type { Profile, ProfileFact } from '../vocabulary/types'

/** Facts that are less certain take no part. */
const MIN_CONFIDENCE = 0.3
/** Words that a fact has in common with the query, at least, to be about it. */
const MIN_WORDS = 1

export type FactsInput = {
  profile: Profile | undefined
  /** UTC day of the request; a fact takes no part after `expiresOn`. */
  day: string
  /** Words that each fact shares with the query, in order; compositions of earlier versions count them here. */
  scores?: number[]
  costOf: (fact: ProfileFact) => number
  /** Tokens the facts may take together. */
  available: number
}

/** What became of one fact, and what decided. */
export type FactFate = { fact: ProfileFact; isSent: boolean; reason: ReasonCode; because?: Because }

export type SelectedFacts = { facts: ProfileFact[]; fates: FactFate[]; notes: string[] }

/**
 * The facts that are always sent, as many as fit: explicit ones first, the recent before the old. They depend on the
 * profile and the day, never on the query.
 */
export function selectStaticFacts(input: FactsInput): SelectedFacts {
  const { usable, unusable, notes } = judgeFacts(input)
  const facts = usable.filter((fact) => fact.isStatic).sort(bySource)
  const taken = takeFitting(facts, input, notes, () => ({ reason: 'fact_basic' }))
  return { ...taken, fates: [...taken.fates, ...unusable] }
}

/** The facts that share a word with the query, the most in common first, as many as fit. */
export function selectDynamicFacts(input: FactsInput & { analysis: QueryAnalysis }): SelectedFacts {
  const overlapOf = measureOverlap(input)
  const scored = judgeFacts(input)
    .usable.filter((fact) => !fact.isStatic)
    .map((fact) => ({ fact, overlap: overlapOf(fact) }))
  const about = scored
    .filter(({ overlap }) => overlap >= MIN_WORDS)
    .sort((a, b) => b.overlap - a.overlap || bySource(a.fact, b.fact))
  const because = (compared: number): Because => ({ compared, limit: MIN_WORDS, unit: 'words' })
  const overlaps = new Map(scored.map(({ fact, overlap }) => [fact, overlap]))
  const taken = takeFitting(
    about.map(({ fact }) => fact),
    input,
    [],
    (fact) => ({ reason: 'fact_topical', because: because(overlaps.get(fact) ?? 0) }),
  )
  const others = scored
    .filter(({ overlap }) => overlap < MIN_WORDS)
    .map(
      ({ fact, overlap }): FactFate => ({ fact, isSent: false, reason: 'fact_off_topic', because: because(overlap) }),
    )
  return { ...taken, fates: [...taken.fates, ...others] }
}

/** The facts that may take part at all: of this day, certain enough, and allowed to be sent. */
export function usableFacts({ profile, day }: Pick<FactsInput, 'profile' | 'day'>): ProfileFact[] {
  return profile?.facts.filter((fact) => whyUnusable(fact, day) === undefined) ?? []
}

const REASON_OF_WITHHELD = { local: 'fact_stays_here', ask: 'fact_not_allowed', waiting: 'fact_waits' } as const

function whyUnusable(fact: ProfileFact, day: string): Pick<FactFate, 'reason' | 'because'> | undefined {
  if (fact.withheld) return { reason: REASON_OF_WITHHELD[fact.withheld] }
  if (fact.expiresOn !== undefined && fact.expiresOn < day)
    return { reason: 'fact_expired', because: { of: fact.expiresOn } }
  if (fact.confidence >= MIN_CONFIDENCE) return undefined
  return { reason: 'fact_uncertain', because: { compared: fact.confidence, limit: MIN_CONFIDENCE, unit: 'score' } }
}

function judgeFacts({ profile, day }: FactsInput): { usable: ProfileFact[]; unusable: FactFate[]; notes: string[] } {
  const facts = profile?.facts ?? []
  const unusable = facts.flatMap((fact): FactFate[] => {
    const why = whyUnusable(fact, day)
    return why ? [{ fact, isSent: false, ...why }] : []
  })
  const count = (reason: ReasonCode) => unusable.filter((fate) => fate.reason === reason).length
  const notes: string[] = []
  if (count('fact_expired') > 0) notes.push(`${count('fact_expired')} profile facts have expired`)
  if (count('fact_uncertain') > 0) notes.push(`${count('fact_uncertain')} profile facts are too uncertain`)
  return { usable: usableFacts({ profile, day }), unusable, notes }
}

function takeFitting(
  facts: ProfileFact[],
  { costOf, available }: FactsInput,
  notes: string[],
  whySent: (fact: ProfileFact) => Pick<FactFate, 'reason' | 'because'>,
): SelectedFacts {
  let left = available
  const fates = facts.map((fact): FactFate => {
    const tokens = costOf(fact)
    if (tokens > left) {
      const because = { compared: tokens, limit: Math.max(0, left), unit: 'tokens' } as const
      return { fact, isSent: false, reason: 'fact_over_budget', because }
    }
    left -= tokens
    return { fact, isSent: true, ...whySent(fact) }
  })
  const taken = fates.filter(({ isSent }) => isSent).map(({ fact }) => fact)
  const missed = facts.length - taken.length
  // their number alone: a trace outlives the profile, and what was known about a person must not stay in it
  return { facts: taken, fates, notes: missed > 0 ? [...notes, `no room for ${missed} profile facts`] : notes }
}

function bySource(a: ProfileFact, b: ProfileFact): number {
  const certainty = (fact: ProfileFact) => (fact.source === 'explicit' ? 1 : 0) + fact.confidence
  const times = compare(b.recordedAt ?? '', a.recordedAt ?? '')
  return certainty(b) - certainty(a) || times || compare(a.key, b.key)
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function measureOverlap({ profile, scores, analysis }: FactsInput & { analysis: QueryAnalysis }) {
  if (scores) {
    const byFact = new Map(profile?.facts.map((fact, at) => [fact, scores[at] ?? 0]))
    return (fact: ProfileFact) => byFact.get(fact) ?? 0
  }
  const words = new Set([...analysis.keywords, ...analysis.entities, ...analysis.identifiers].flatMap(toWords))
  return ({ key, value }: ProfileFact) => new Set(toWords(`${key} ${value}`).filter((word) => words.has(word))).size
}

/** Words of three letters or more, or of any length in scripts without spaces between words. */
function toWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{3,}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/gu) ?? []
}
