import { mapSections } from '../vocabulary/map-sections'
import type { Allocation } from '../vocabulary/policy'
import type { Intent, QueryAnalysis } from '../vocabulary/query-analysis'
import type { Adaptation } from '../vocabulary/trace'
import { SECTION_NAMES, type SectionName } from '../vocabulary/types'

type Situation = {
  analysis: QueryAnalysis
  /** What the caller says the request is for; wins over the analyzed intent. */
  task?: Intent
  /** Exchanges of the conversation so far. */
  exchanges: number
  /** Days since the last turn; undefined where that is not known. */
  idleDays?: number
  /** `signals.final` of the best optional knowledge candidate, 0–1; undefined when nothing was found. */
  bestRelevance?: number
  queryTokens: number
  contextWindow: number
}

/** Moves `share` of the window from one section to another. */
type Move = { from: SectionName; to: SectionName; share: number }
type Change = { factor: string; because: string; moves: Move[] }
/** undefined where it does not apply. */
type Rule = (situation: Situation) => Change | undefined

/** Exchanges from which the conversation is deep, and what each one more moves, up to a limit. */
const SHALLOW_EXCHANGES = 2
const SHARE_PER_EXCHANGE = 0.0125
const MOST_FOR_DEPTH = 0.1
/** A conversation that rests loses its hold: the share for the first day; it grows with the logarithm of the days. */
const SHARE_PER_DOUBLED_DAYS = 0.03
const MOST_FOR_RECENCY = 0.1
/** Below the one, knowledge gives up to `MOST_FOR_RELEVANCE`; above the other it gains half of that. */
const WEAK_RELEVANCE = 0.3
const STRONG_RELEVANCE = 0.7
const MOST_FOR_RELEVANCE = 0.1

const TASK_CHANGES: Partial<Record<Intent, Omit<Change, 'factor'>>> = {
  conversational: {
    because: 'a conversational request lives on the conversation',
    moves: [{ from: 'knowledge', to: 'history', share: 0.1 }],
  },
  creative: {
    because: 'creative work is led by instructions',
    moves: [{ from: 'knowledge', to: 'instructions', share: 0.05 }],
  },
  comparative: {
    because: 'a comparison needs several sources',
    moves: [{ from: 'history', to: 'knowledge', share: 0.05 }],
  },
  procedural: {
    because: 'steps are needed from the first to the last',
    moves: [{ from: 'history', to: 'knowledge', share: 0.03 }],
  },
}

/** Shares only move between sections, so their sum stays what the policy says. */
const RULES: Rule[] = [
  ({ analysis }) => {
    if (analysis.complexity === 'medium') return undefined
    const because = `the query is of ${analysis.complexity} complexity`
    const isHigh = analysis.complexity === 'high'
    const moves: Move[] = isHigh
      ? [
          { from: 'instructions', to: 'knowledge', share: 0.02 },
          { from: 'history', to: 'knowledge', share: 0.05 },
        ]
      : [{ from: 'knowledge', to: 'history', share: 0.05 }]
    return { factor: 'complexity', because: `${because} and needs ${isHigh ? 'more' : 'less'} knowledge`, moves }
  },
  ({ task, analysis, exchanges }) => {
    const intent = task ?? analysis.intent
    const change = TASK_CHANGES[intent]
    if (change) return { factor: 'task', ...change }
    if (intent !== 'troubleshooting' || exchanges === 0) return undefined
    const because = 'the symptoms were told in the conversation'
    return { factor: 'task', because, moves: [{ from: 'knowledge', to: 'history', share: 0.05 }] }
  },
  ({ exchanges }) => {
    const share = Math.min(MOST_FOR_DEPTH, SHARE_PER_EXCHANGE * (exchanges - SHALLOW_EXCHANGES))
    if (share <= 0) return undefined
    const because = `the conversation has ${exchanges} exchanges`
    return { factor: 'depth', because, moves: [{ from: 'knowledge', to: 'history', share }] }
  },
  ({ idleDays = 0, exchanges }) => {
    if (idleDays <= 0 || exchanges === 0) return undefined
    const share = Math.min(MOST_FOR_RECENCY, SHARE_PER_DOUBLED_DAYS * Math.log2(1 + idleDays))
    const because = `the last turn is ${idleDays} ${idleDays === 1 ? 'day' : 'days'} old`
    return { factor: 'recency', because, moves: [{ from: 'history', to: 'knowledge', share }] }
  },
  ({ analysis, exchanges }) => {
    if (!analysis.isFollowUp || exchanges === 0) return undefined
    const because = 'the query refers to the turns before it'
    return { factor: 'follow-up', because, moves: [{ from: 'knowledge', to: 'history', share: 0.05 }] }
  },
  ({ bestRelevance }) => {
    if (bestRelevance === undefined) return undefined
    const found = `the best that was found has ${bestRelevance.toFixed(2)}`
    if (bestRelevance < WEAK_RELEVANCE) {
      const share = MOST_FOR_RELEVANCE * (1 - Math.max(0, bestRelevance) / WEAK_RELEVANCE)
      const because = `${found}, under ${WEAK_RELEVANCE}`
      return { factor: 'relevance', because, moves: [{ from: 'knowledge', to: 'history', share }] }
    }
    if (bestRelevance <= STRONG_RELEVANCE) return undefined
    const reach = Math.min(1, (bestRelevance - STRONG_RELEVANCE) / (1 - STRONG_RELEVANCE))
    const because = `${found}, over ${STRONG_RELEVANCE}`
    return {
      factor: 'relevance',
      because,
      moves: [{ from: 'history', to: 'knowledge', share: (MOST_FOR_RELEVANCE / 2) * reach }],
    }
  },
  ({ queryTokens, contextWindow }) => {
    const because = `the query has ${queryTokens} tokens`
    const share = queryTokens / contextWindow
    return { factor: 'query length', because, moves: [{ from: 'knowledge', to: 'query', share }] }
  },
]

/** Adapts the policy's shares (of the window, 0–1) to the request; every change is recorded with its reason. */
export function adaptShares(
  sections: Record<SectionName, Allocation>,
  situation: Situation,
): { shares: Record<SectionName, number>; adaptations: Adaptation[] } {
  const shares = mapSections((name) => sections[name].share)
  const adaptations: Adaptation[] = []
  for (const rule of RULES) {
    const change = rule(situation)
    if (!change) continue
    const before = { ...shares }
    for (const { from, to, share } of change.moves) {
      // The query only takes what its own share lacks.
      const wanted = to === 'query' ? Math.max(0, share - shares.query) : share
      const moved = Math.min(wanted, shares[from])
      shares[from] = roundShare(shares[from] - moved)
      shares[to] = roundShare(shares[to] + moved)
    }
    for (const section of SECTION_NAMES) {
      const [from, to] = [before[section], shares[section]]
      if (from !== to) adaptations.push({ factor: change.factor, section, from, to, because: change.because })
    }
  }
  return { shares, adaptations }
}

function roundShare(share: number): number {
  return Math.round(share * 10_000) / 10_000
}
