import type { Span } from '@/lib/engine'
import type { OfflineChatContext } from '@/lib/models/offline-chat'
import type { ComposedDto } from '@/lib/schemas/compose'

/** The knowledge of a composition, item by item, as its spans tell it. */
export function toOfflineContext({ messages, trace, usage }: ComposedDto): OfflineChatContext {
  const titles = new Map(
    trace.candidates.map((candidate) => [candidate.chunkId ?? candidate.moduleId, candidate.title]),
  )
  const passages = new Map<string, OfflineChatContext['passages'][number]>()
  let before: Span | undefined
  for (const span of trace.spans) {
    const { section, origin, label, moduleId = '', chunkId, messageIndex, start, end } = span
    if (section !== 'knowledge' || (origin !== 'module' && origin !== 'inserted')) continue
    const text = messages[messageIndex]?.content.slice(start, end) ?? ''
    const key = label ?? chunkId ?? moduleId
    const passage = passages.get(key)
    const isAdjacent = before?.messageIndex === messageIndex && before.end === start
    before = span
    if (passage) passage.text += isAdjacent ? text : `\n\n${text}`
    else {
      const title = titles.get(chunkId ?? moduleId) ?? titles.get(moduleId) ?? moduleId
      passages.set(key, { title, text, ...(label === undefined ? {} : { label }) })
    }
  }
  return {
    query: trace.analysis.standaloneQuery,
    passages: [...passages.values()],
    inputTokens: usage.inputTokens,
  }
}
