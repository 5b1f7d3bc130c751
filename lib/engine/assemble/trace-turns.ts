import type { Costs } from '../format/estimate-costs'
import type { TurnFate } from '../history/history-input'
import { coverOf } from '../history/summary-ranges'
import type { Drop } from '../pack/explain-drops'
import type { PreparedContext } from '../vocabulary/composition'
import type { SummaryTrace, TurnTrace } from '../vocabulary/trace'
import type { Turn } from '../vocabulary/types'
import type { Choice } from './build-plan'

type Told = { fates: TurnFate[]; choice: Choice; droppedTurns: ReadonlyMap<Turn, Drop>; costs: Costs }

/** Every message of the conversation with what became of it, and the summaries that stand in for some. */
export function traceTurns(
  { request, turnScores }: PreparedContext,
  { fates, choice, droppedTurns, costs }: Told,
): { turns?: TurnTrace[]; summaries?: SummaryTrace[] } {
  if (fates.length === 0) return {}
  const saying = fates.map(({ turn }) => turn)
  const covers = choice.summaries.map((summary) => ({ summary, ...coverOf(summary, saying) }))
  let place = 0
  const turns = fates.map(({ turn, tokens, isSent, reason, because }, at): TurnTrace => {
    // those that say nothing have no fate
    while (request.turns[place] !== turn) place++
    const drop = droppedTurns.get(turn)
    const isIncluded = isSent && !drop
    const cover = isIncluded ? undefined : covers.find(({ from, through }) => from <= at && at <= through)
    const traced: TurnTrace = {
      turnId: turn.id,
      role: turn.role,
      score: turnScores?.[place++] ?? 0,
      fate: isIncluded ? 'included' : 'dropped',
      reason: drop?.reason ?? reason,
      because: drop?.because ?? because,
    }
    if (tokens !== undefined) traced.tokens = tokens
    if (cover) traced.summaryId = cover.summary.id
    return traced
  })
  const summaries = choice.summaries.map((summary): SummaryTrace => {
    const { id, level, sourceTokens } = summary
    return {
      summaryId: id,
      level,
      turns: turns.filter(({ summaryId }) => summaryId === id).length,
      tokens: costs.history.summary(summary),
      ...(sourceTokens === undefined ? {} : { sourceTokens }),
    }
  })
  return { turns, ...(summaries.length > 0 ? { summaries } : {}) }
}
