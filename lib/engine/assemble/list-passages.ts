import type { ComposedContext } from '../vocabulary/composition'
import type { Span } from '../vocabulary/trace'

/** An item of composed knowledge; `relevance` is 0–1 beside the most relevant one, 1 when absent. */
export type Passage = { label?: string; title: string; text: string; relevance?: number }

/** The knowledge of a composition item by item, in the order in which it is sent. */
export function listPassages({ messages, trace }: Pick<ComposedContext, 'messages' | 'trace'>): Passage[] {
  const titles = new Map(
    trace.candidates.map((candidate) => [candidate.chunkId ?? candidate.moduleId, candidate.title]),
  )
  const scores = new Map<string | undefined, number>()
  for (const candidate of trace.candidates) {
    const score = candidate.scores.fused ?? 0
    for (const id of [candidate.chunkId, candidate.moduleId]) scores.set(id, Math.max(score, scores.get(id) ?? 0))
  }
  const best = Math.max(...scores.values())
  const passages = new Map<string, Passage>()
  let before: Span | undefined
  for (const span of trace.spans) {
    const { section, origin, label, moduleId = '', chunkId, messageIndex, start, end } = span
    if (section !== 'knowledge' || (origin !== 'module' && origin !== 'inserted')) continue
    const text = messages[messageIndex]?.content.slice(start, end) ?? ''
    const key = label ?? chunkId ?? moduleId
    const passage = passages.get(key)
    const isAdjacent = before?.messageIndex === messageIndex && before.end === start
    before = span
    const score = scores.get(chunkId ?? moduleId)
    const relevance = score === undefined || best <= 0 ? 1 : score / best
    if (passage) {
      passage.text += isAdjacent ? text : `\n\n${text}`
      passage.relevance = Math.max(relevance, passage.relevance ?? 0)
    } else {
      const title = titles.get(chunkId ?? moduleId) ?? titles.get(moduleId) ?? moduleId
      passages.set(key, { title, text, relevance, ...(label === undefined ? {} : { label }) })
    }
  }
  return [...passages.values()]
}
