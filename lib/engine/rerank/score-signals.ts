import { ASKING_PHRASES, NAMED_SOURCES } from '../text/asking-phrases'
import { findHelperWords } from '../text/helper-words'
import { MEASURE_WORDS, PRICE_WORDS } from '../text/measure-words'
import { countWords } from '../text/query-words'
import { SENTENCE_END, termId } from '../text/terms'
import { katakanaWordsOf } from '../text/unspaced'
import type { ComposeRequest } from '../vocabulary/composition'
import type { PolicySettings, RerankSignal } from '../vocabulary/policy'
import type { TermCount } from '../vocabulary/ports'
import type { QueryAnalysis } from '../vocabulary/query-analysis'
import type { Candidate } from '../vocabulary/types'
import { authority } from './signals/authority'
import { constraintFit, titleOf } from './signals/constraint-fit'
import { coverages, type Held, proximities } from './signals/coverage'
import { interestFit } from './signals/interest-fit'
import { overlap } from './signals/overlap'
import { profileFit } from './signals/profile-fit'
import { recency } from './signals/recency'
import { relevance } from './signals/relevance'
import { specificity } from './signals/specificity'
import { supports } from './signals/support'
import { compareAll } from './similarities'
import type { TextTerms } from './text-terms'

export type RerankContext = {
  request: Pick<ComposeRequest, 'day' | 'turns' | 'profile' | 'interests'>
  analysis: QueryAnalysis
  queryTerms: TermCount[]
  /** What of them something must hold to answer the query. Default: all. */
  askedTerms?: TermCount[]
  settings: PolicySettings
  termsOf: (text: string) => TextTerms
  /** Of a text that is too short to tell its language: the forms of its words in all of them. */
  formsOf: (text: string) => TermCount[]
}

/**
 * What answers a question of at most so many words says so in two neighbouring sentences: in a whole passage as many words
 * meet by chance. A longer one is answered by more than two.
 */
const FEW_WORDS = 7
/** Exchanges that count as the recent conversation, in messages. */
const RECENT_TURNS = 4
/** Earlier questions that count, the newest. */
const MAX_INTERESTS = 100

/**
 * Gives each candidate its signals, 0–1, and `final`, their weighted mean: Σ w_s · signal_s / Σ w_s over the signals
 * that apply (without a profile, a conversation or constraints theirs are left out, they would only dilute the rest;
 * proximity is that of a question of a few words).
 * `coverage` is measured along with them, for the relevance floor; it has no weight.
 *
 * @param crossEncoded relevance by a cross-encoder, 0–1 per candidate, in place of the retrievers' own
 */
export function scoreSignals(candidates: Candidate[], context: RerankContext, crossEncoded?: number[]): Candidate[] {
  const { request, analysis, settings, queryTerms, askedTerms = queryTerms, termsOf, formsOf } = context
  const terms = candidates.map((candidate) => termsOf(candidate.text))
  const relevances = crossEncoded ?? relevance(candidates)
  const support = supports(candidates, relevances, compareAll(terms))
  const titles = candidates.map((candidate) => formsOf(titleOf(candidate)).map(({ id }) => id))
  const queryIds = new Set(queryTerms.map(({ id }) => id))
  const isAsked = holds(queryIds)
  const isShort = countWords(askedTerms) <= FEW_WORDS
  const held = terms.map(({ ids, sentences }, at): Held => {
    const whole = new Set<number>()
    for (const id of ids) if (isAsked(id)) whole.add(id)
    const parts = isShort && whole.size > 1 ? pairsOf(sentences, isAsked) : [whole]
    return { title: new Set(titles[at]!.filter(isAsked)), parts }
  })
  const naming = withoutAsking(askedTerms, analysis, formsOf)
  const joined = katakanaWordsOf(analysis.standaloneQuery).map((pairs) => pairs.map(termId))
  const coverage = coverages(naming, held, joined)
  const proximity = isShort ? proximities(naming, held, joined) : []
  const facts = request.profile?.facts ?? []
  const factTerms = facts.map((fact) => ({ confidence: fact.confidence, terms: formsOf(`${fact.key} ${fact.value}`) }))
  const interests = (request.interests ?? []).slice(0, MAX_INTERESTS).map(formsOf)
  const recent = request.turns.slice(-RECENT_TURNS).map((turn) => turn.content)
  const recentTerms = termsOf(recent.join('\n'))

  return candidates.map((candidate, at) => {
    const own = terms[at]!
    const constraints = constraintFit({ candidate, title: titles[at]!, body: own.ids }, analysis, formsOf)
    const signals: Partial<Record<RerankSignal, number>> = {
      relevance: relevances[at] ?? 0,
      recency: recency(candidate.module.lastUpdated, request.day, settings.rerank.recencyHalfLifeDays),
      authority: authority(candidate.module),
      specificity: specificity(candidate.text, own, queryIds, analysis),
      ...(factTerms.length > 0 ? { profile: profileFit(own, factTerms) } : {}),
      ...(recentTerms.norm > 0 ? { conversation: overlap(own, recentTerms) } : {}),
      ...(interests.length > 0 ? { interests: interestFit(own, interests) } : {}),
      support: support[at] ?? 0,
      ...(isShort ? { proximity: proximity[at] ?? 0 } : {}),
      ...(constraints === undefined ? {} : { constraints }),
    }
    const final = weightedMean(signals, settings.rerank.weights)
    return { ...candidate, signals: { ...signals, coverage: coverage[at] ?? 0, final } }
  })
}

/** Whether a few ids are among them; thousands are asked for, and hardly one is: its last bits tell most of them. */
function holds(ids: ReadonlySet<number>): (id: number) => boolean {
  const endings = new Uint8Array(256)
  for (const id of ids) endings[id & 255] = 1
  return (id) => endings[id & 255] === 1 && ids.has(id)
}

/** Of each two neighbouring sentences, what they hold; one alone is a pair with nothing. */
function pairsOf(sentences: Int32Array, isAsked: (id: number) => boolean): ReadonlySet<number>[] {
  const held: number[][] = []
  let own: number[] = []
  for (const id of sentences) {
    if (id === SENTENCE_END) {
      held.push(own)
      own = []
    } else if (isAsked(id)) own.push(id)
  }
  return held.map((ids, at) => new Set([...ids, ...(held[at + 1] ?? [])]))
}

/** Without the words that say what kind of answer is wanted, and those that name nothing: none of them need stand in it. */
function withoutAsking(
  terms: TermCount[],
  { standaloneQuery: query, language }: QueryAnalysis,
  formsOf: RerankContext['formsOf'],
): TermCount[] {
  const asking = [MEASURE_WORDS, PRICE_WORDS, ASKING_PHRASES, NAMED_SOURCES].flatMap(
    (pattern) => query.match(pattern) ?? [],
  )
  const leftOut = new Set([...asking, ...findHelperWords(query, language)].flatMap(formsOf).map(({ id }) => id))
  const wordOf = ({ id, word = id }: TermCount) => word
  const words = new Set(terms.filter(({ id }) => leftOut.has(id)).map(wordOf))
  const others = terms.filter((term) => !words.has(wordOf(term)))
  return others.length > 0 ? others : terms
}

function weightedMean(
  signals: Partial<Record<RerankSignal, number>>,
  weights: PolicySettings['rerank']['weights'],
): number {
  let sum = 0
  let total = 0
  for (const [name, value] of Object.entries(signals) as [RerankSignal, number][]) {
    sum += weights[name] * value
    total += weights[name]
  }
  return total > 0 ? sum / total : 0
}
