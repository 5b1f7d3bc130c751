import { estimateCosts } from '@/lib/engine/format/estimate-costs'
import { rendererFor } from '@/lib/engine/format/renderers'
import type { HistoryInput } from '@/lib/engine/history/history-input'
import { selectHistory } from '@/lib/engine/history/select-history'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine/vocabulary/policy'
import type { Tokenizer } from '@/lib/engine/vocabulary/ports'
import type { Turn } from '@/lib/engine/vocabulary/types'
import type { Conversation } from './conversation-set'

export type Kept = { category: string; share: number; isAll: boolean }
export type ScoreTurns = (question: string, turns: Turn[]) => number[]

/** As the engine gets it. What cannot be read as a date has no day; what is no answer was said by the user. */
export function toTurns({ turns }: Conversation): Turn[] {
  return turns.map(({ id, role, speaker, at = '', text }) => {
    const date = new Date(at.replace(/^(.*?\d{1,2}:\d{2}.*?)\s+on\s+(.*)$/i, '$2'))
    return {
      id,
      role: role === 'assistant' ? 'assistant' : 'user',
      content: text,
      ...(speaker === undefined ? {} : { speaker }),
      ...(Number.isNaN(date.getTime()) ? {} : { day: toDay(date) }),
    }
  })
}

/** Without a shift by the zone in which a date without one was read. */
function toDay(date: Date): string {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 10)
}

/** Tokens of a turn: its text and its speaker alone, as published figures count them, or with all that is sent around it. */
export const COSTS = {
  text: (tokenizer: Tokenizer): HistoryInput['costOf'] => {
    const costs = new Map<Turn, number>()
    const costOf = (turn: Turn) => {
      const known = costs.get(turn) ?? tokenizer.count(`${turn.speaker ?? turn.role}: ${turn.content}`)
      costs.set(turn, known)
      return known
    }
    return {
      recent: costOf,
      older: costOf,
      summary: () => 0,
      stated: () => 0,
      statedBlock: 0,
      block: 0,
      gap: 0,
      once: () => [],
    }
  },
  sent: (tokenizer: Tokenizer): HistoryInput['costOf'] =>
    estimateCosts(rendererFor('gpt', DEFAULT_POLICY_SETTINGS.format), 'chat', tokenizer).history,
}

/** The evidence of each question that is inside a history of so many tokens. */
export function measureKept(
  conversation: Conversation,
  turns: Turn[],
  available: number,
  {
    costOf,
    score,
    change = {},
  }: {
    costOf: HistoryInput['costOf']
    score: ScoreTurns
    change?: Partial<typeof DEFAULT_POLICY_SETTINGS.history>
  },
): Kept[] {
  const settings = { ...DEFAULT_POLICY_SETTINGS.history, ...change }
  const known = new Set(turns.map(({ id }) => id))
  return conversation.questions.flatMap(({ text, evidence, category }) => {
    const wanted = evidence.filter((id) => known.has(id))
    if (wanted.length === 0) return []
    const scores = score(text, turns)
    const { recentTurns, olderTurns } = selectHistory({ turns, scores, summaries: [], settings, available, costOf })
    const sent = new Set([...recentTurns, ...olderTurns].map(({ id }) => id))
    const share = wanted.filter((id) => sent.has(id)).length / wanted.length
    return [{ category, share, isAll: share === 1 }]
  })
}

export const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
