import type { Span } from '@/lib/engine'

/** Consecutive spans of one message that belong to the same item of the same section. */
export type SpanGroup = {
  key: string
  section: Span['section']
  messageIndex: number
  moduleId?: string
  version?: number
  chunkIds: string[]
  label?: string
  tokens: number
  spans: Span[]
}

/**
 * Groups spans for display: an item with the format around it, a turn, the query. Formatting joins the item whose label
 * or module it shares, else it stands alone; nothing is re-ordered or left out.
 */
export function groupSpans(spans: readonly Span[]): SpanGroup[] {
  const groups: SpanGroup[] = []
  for (const span of spans) {
    const last = groups.at(-1)
    const group = last && belongsTo(last, span) ? last : startGroup(span)
    if (group !== last) groups.push(group)
    group.spans.push(span)
    group.tokens += span.tokens
    group.label ??= span.label
    group.moduleId ??= span.moduleId
    group.version ??= span.version
    if (span.chunkId && !group.chunkIds.includes(span.chunkId)) group.chunkIds.push(span.chunkId)
  }
  return groups
}

function belongsTo(group: SpanGroup, span: Span): boolean {
  if (group.messageIndex !== span.messageIndex || group.section !== span.section) return false
  return group.label === span.label && group.moduleId === span.moduleId
}

function startGroup({ messageIndex, section, start, label, moduleId, version }: Span): SpanGroup {
  return {
    key: `${messageIndex}:${start}`,
    messageIndex,
    section,
    label,
    moduleId,
    version,
    chunkIds: [],
    tokens: 0,
    spans: [],
  }
}
