import type { StatedFact } from '../vocabulary/types'
import type { HistoryInput, StatedFate } from './history-input'

/** What turns state may take so much of the room; of a small one half, up to so many tokens; what is pinned, all of it. */
const SHARE = 0.15
const LEAST_TOKENS = 200
const LEAST_SHARE = 0.5

/** Which goes first where not all fit, the later of two of a kind. */
const KIND_ORDER = ['constraint', 'preference', 'identifier', 'decision']

export type SelectedStated = { stated: StatedFact[]; tokens: number; statedFates: StatedFate[] }

export const noneStated: SelectedStated = { stated: [], tokens: 0, statedFates: [] }

/**
 * What is sent of what turns state: what is pinned, and what stands in turns that are not sent, in the order in which it
 * was said. `room` is in tokens, the markup around it included; of it, what is not pinned takes no more than `most`.
 */
export function selectStated(
  { stated = [], costOf }: Pick<HistoryInput, 'stated' | 'costOf'>,
  isTurnSent: (turnId: string) => boolean,
  room: number,
  most = Math.max(SHARE * room, Math.min(LEAST_TOKENS, LEAST_SHARE * room)),
): SelectedStated {
  if (stated.length === 0) return noneStated
  const places = new Map(stated.map((fact, at) => [fact, at]))
  const isCalledFor = (fact: StatedFact) => fact.isPinned || !isTurnSent(fact.turnId)
  const rank = ({ kind, isPinned }: StatedFact) => (isPinned ? -1 : KIND_ORDER.indexOf(kind))
  const order = stated.filter(isCalledFor).sort((a, b) => rank(a) - rank(b) || places.get(b)! - places.get(a)!)
  const all = Math.max(0, room - costOf.statedBlock)
  const share = Math.min(all, most)
  let used = 0
  const fates = new Map<StatedFact, StatedFate>()
  for (const fact of order) {
    const tokens = costOf.stated(fact)
    const left = Math.max(0, Math.floor((fact.isPinned ? all : share) - used))
    const isSent = tokens <= left
    if (isSent) used += tokens
    const sent = fact.isPinned ? 'stated_pinned' : 'stated_for_turn'
    const because = { compared: tokens, limit: left, unit: 'tokens' } as const
    fates.set(fact, { fact, tokens, isSent, reason: isSent ? sent : 'stated_over_budget', because })
  }
  const statedFates = stated.map((fact): StatedFate => {
    return fates.get(fact) ?? { fact, tokens: costOf.stated(fact), isSent: false, reason: 'stated_in_turn' }
  })
  const chosen = statedFates.filter(({ isSent }) => isSent).map(({ fact }) => fact)
  return { stated: chosen, tokens: chosen.length > 0 ? used + costOf.statedBlock : 0, statedFates }
}
