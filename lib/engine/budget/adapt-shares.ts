import { mapSections } from '../map-sections'
import {
  type Adaptation,
  type Allocation,
  type Intent,
  type QueryAnalysis,
  SECTION_NAMES,
  type SectionName,
} from '../types'

type Situation = {
  analysis: QueryAnalysis
  /** What the caller says the request is for; wins over the analyzed intent. */
  task?: Intent
  /** Exchanges of the conversation so far. */
  exchanges: number
  /** `signals.final` of the best optional knowledge candidate, 0–1; undefined when nothing was found. */
  bestRelevance?: number
  queryTokens: number
  contextWindow: number
}

type Move = { from: SectionName; to: SectionName; share: number }
type Rule = { factor: string; because: string; moves: Move[]; applies: (situation: Situation) => boolean }

const DEEP_CONVERSATION_EXCHANGES = 6
const WEAK_RELEVANCE = 0.3

const intentOf = ({ task, analysis }: Situation) => task ?? analysis.intent

/** Shares only move between sections, so their sum stays what the policy says. */
const RULES: Rule[] = [
  {
    factor: 'complexity',
    because: 'a complex query needs more knowledge',
    moves: [
      { from: 'instructions', to: 'knowledge', share: 0.02 },
      { from: 'history', to: 'knowledge', share: 0.05 },
    ],
    applies: ({ analysis }) => analysis.complexity === 'high',
  },
  {
    factor: 'complexity',
    because: 'a simple query needs less knowledge',
    moves: [{ from: 'knowledge', to: 'history', share: 0.05 }],
    applies: ({ analysis }) => analysis.complexity === 'low',
  },
  {
    factor: 'task',
    because: 'a conversational request lives on the conversation',
    moves: [{ from: 'knowledge', to: 'history', share: 0.1 }],
    applies: (situation) => intentOf(situation) === 'conversational',
  },
  {
    factor: 'task',
    because: 'creative work is led by instructions',
    moves: [{ from: 'knowledge', to: 'instructions', share: 0.05 }],
    applies: (situation) => intentOf(situation) === 'creative',
  },
  {
    factor: 'task',
    because: 'a comparison needs several sources',
    moves: [{ from: 'history', to: 'knowledge', share: 0.05 }],
    applies: (situation) => intentOf(situation) === 'comparative',
  },
  {
    factor: 'task',
    because: 'the symptoms were told in the conversation',
    moves: [{ from: 'knowledge', to: 'history', share: 0.05 }],
    applies: (situation) => intentOf(situation) === 'troubleshooting' && situation.exchanges > 0,
  },
  {
    factor: 'depth',
    because: `the conversation has ${DEEP_CONVERSATION_EXCHANGES} exchanges or more`,
    moves: [{ from: 'knowledge', to: 'history', share: 0.05 }],
    applies: ({ exchanges }) => exchanges >= DEEP_CONVERSATION_EXCHANGES,
  },
  {
    factor: 'follow-up',
    because: 'the query refers to the turns before it',
    moves: [{ from: 'knowledge', to: 'history', share: 0.05 }],
    applies: ({ analysis, exchanges }) => analysis.isFollowUp && exchanges > 0,
  },
  {
    factor: 'relevance',
    because: 'nothing found is strongly relevant',
    moves: [{ from: 'knowledge', to: 'history', share: 0.1 }],
    applies: ({ bestRelevance }) => bestRelevance !== undefined && bestRelevance < WEAK_RELEVANCE,
  },
]

/** Adapts the policy's shares (of the window, 0–1) to the request; every change is recorded with its reason. */
export function adaptShares(
  sections: Record<SectionName, Allocation>,
  situation: Situation,
): { shares: Record<SectionName, number>; adaptations: Adaptation[] } {
  const shares = mapSections((name) => sections[name].share)
  const adaptations: Adaptation[] = []
  const adapt = ({ factor, because, moves }: Omit<Rule, 'applies'>) => {
    const before = { ...shares }
    for (const { from, to, share } of moves) {
      const moved = Math.min(share, shares[from])
      shares[from] = roundShare(shares[from] - moved)
      shares[to] = roundShare(shares[to] + moved)
    }
    for (const section of SECTION_NAMES) {
      const [from, to] = [before[section], shares[section]]
      if (from !== to) adaptations.push({ factor, section, from, to, because })
    }
  }

  for (const rule of RULES) if (rule.applies(situation)) adapt(rule)
  const missing = roundShare(situation.queryTokens / situation.contextWindow - shares.query)
  if (missing > 0) {
    const because = `the query has ${situation.queryTokens} tokens`
    adapt({ factor: 'query length', because, moves: [{ from: 'knowledge', to: 'query', share: missing }] })
  }
  return { shares, adaptations }
}

function roundShare(share: number): number {
  return Math.round(share * 10_000) / 10_000
}
