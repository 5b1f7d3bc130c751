import { findAnswerGaps } from '@/lib/engine'
import { untilAborted } from '@/lib/models/fetch/until-aborted'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import type { FirstAnswer } from '@/lib/schemas/conversations/conversation'
import { storeCompositionId } from '@/lib/services/chat/exchange/store-answer'
import type { Giving, Rest } from '@/lib/services/chat/request/chat-request'
import { type Call, callModel } from './call-model'

type PhasedAnswer = { firstAnswer: FirstAnswer; calls: [Call, ...Call[]]; final: Call }

/**
 * Answers from a context found by words alone while the whole context is still being composed. If the whole context is
 * there before the first word, it is used instead. A first answer that seems complete stands, and nobody waits for the
 * rest. One that has gaps is followed by a second answer from the whole context, if that holds more. If the second one
 * fails, the first one stands. Never throws.
 */
export async function answerInPhases(giving: Giving, rest: Rest): Promise<PhasedAnswer> {
  const { composed, answer } = giving
  const replaced = new AbortController()
  // a failure is looked at after the first answer
  const whole = rest.composed.then((better) => {
    if (answer.text === '' && !answer.isTextEnded('answer')) replaced.abort()
    return better
  })
  whole.catch(() => undefined)
  const first = await callModel(giving, { replaced: replaced.signal })

  const { usage, status } = first.ended
  const began = { waitedMs: rest.waitedMs, compositionId: composed.composition.id, content: null, usage }
  if (replaced.signal.aborted && !answer.signal.aborted) {
    const better = { ...giving, composed: await whole }
    const { composition } = better.composed
    await storeCompositionId(giving.request.exchange, composition.id).catch(giving.onError)
    answer.write({ type: 'data-composition', data: composition })
    const call = await callModel(better)
    const added = itemsAdded(composed.composition, composition)
    return { firstAnswer: { ...began, outcome: 'superseded', gaps: [], added }, calls: [first, call], final: call }
  }
  const stands = (outcome: FirstAnswer['outcome'], more: Partial<FirstAnswer> = {}): PhasedAnswer => {
    rest.cancel()
    return { firstAnswer: { gaps: [], added: [], ...more, ...began, outcome }, calls: [first], final: first }
  }
  if (status !== 'complete') return stands('unfinished')
  const gaps = findAnswerGaps(first.ended.content, answeredFrom(composed.composition))
  if (gaps.length === 0) return stands('complete')

  answer.write({ type: 'data-refinement', id: 'refinement', data: { gaps } })
  const better = await untilAborted(whole, answer.signal).catch(() => null)
  if (answer.signal.aborted) return stands('stopped', { gaps })
  if (!better) return stands('not_composed', { gaps })
  const added = itemsAdded(composed.composition, better.composition)
  if (added.length === 0) return stands('nothing_added', { gaps })
  answer.write({ type: 'data-composition', data: better.composition })
  answer.write({ type: 'data-refinement', id: 'refinement', data: { gaps, added } })
  const second = await callModel({ ...giving, composed: better }, { part: 'refined' })
  if (second.ended.status !== 'complete') {
    const outcome = second.ended.status === 'stopped' ? 'stopped' : 'not_refined'
    return { ...stands(outcome, { gaps, added }), calls: [first, second] }
  }
  const { content } = first.ended
  return { firstAnswer: { ...began, outcome: 'refined', gaps, added, content }, calls: [first, second], final: second }
}

function answeredFrom({ trace: { analysis, spans } }: ComposedDto) {
  const labels = new Set(spans.flatMap(({ label }) => label ?? []))
  return { query: analysis.standaloneQuery, language: analysis.language, labels }
}

/** Items of the library that are in the second context and not in the first. */
function itemsAdded(before: ComposedDto, after: ComposedDto): FirstAnswer['added'] {
  const keyOf = ({ moduleId, chunkId }: ComposedDto['trace']['candidates'][number]) => chunkId ?? moduleId
  const sent = ({ trace }: ComposedDto) => trace.candidates.filter(({ fate }) => fate === 'included')
  const known = new Set(sent(before).map(keyOf))
  return sent(after).flatMap((item) => (known.has(keyOf(item)) ? [] : [{ moduleId: item.moduleId, title: item.title }]))
}
