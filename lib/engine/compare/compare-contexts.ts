import { CHANGES, type ComparedContext, type ContextComparison } from '../vocabulary/comparison'
import { mapSections } from '../vocabulary/map-sections'
import type { SectionName } from '../vocabulary/types'
import { compareItems } from './compare-items'
import { compareTexts } from './compare-texts'

/**
 * The difference of two composed contexts: what came in, went out, was edited, moved or is cut differently, tokens by section, and the
 * text line by line. Comparing a context with itself finds nothing; swapping the two mirrors everything.
 * @param maxLines of the text's difference that are told, 0 or more
 */
export function compareContexts(
  a: ComparedContext,
  b: ComparedContext,
  maxLines = Number.POSITIVE_INFINITY,
): ContextComparison {
  const isEqual = a.trace.contextHash === b.trace.contextHash
  const items = compareItems(a, b)
  const lines = isEqual ? [] : compareTexts(a, b)
  const counts = Object.fromEntries(
    CHANGES.map((change) => [change, items.filter((item) => item.change === change).length]),
  ) as ContextComparison['counts']
  return {
    isEqual,
    items,
    counts,
    sections: mapSections((name) => ({ a: sectionOf(a, name), b: sectionOf(b, name) })),
    inputTokens: { a: a.usage.inputTokens, b: b.usage.inputTokens },
    prefix: { isKept: a.trace.prefixHash === b.trace.prefixHash, a: prefixTokens(a), b: prefixTokens(b) },
    warnings: {
      gone: without(a.trace.warnings, b.trace.warnings),
      came: without(b.trace.warnings, a.trace.warnings),
    },
    lines: lines.slice(0, maxLines),
    moreLines: Math.max(0, lines.length - maxLines),
  }
}

function sectionOf({ usage, trace }: ComparedContext, name: SectionName) {
  const { used, allocated } = usage.sections[name]
  const own = trace.spans.filter(({ section, origin }) => section === name && origin !== 'format')
  const images = (trace.images ?? []).filter(({ fate, turnId }) => {
    return fate === 'included' && name === (turnId === undefined ? 'query' : 'history')
  })
  return { used, allocated, frame: used - [...own, ...images].reduce((sum, { tokens }) => sum + tokens, 0) }
}

/** Of the messages up to the one with which the stable prefix ends. */
function prefixTokens({ messages, trace }: ComparedContext): number {
  const last = messages.findLastIndex(({ cacheBreakpoint }) => cacheBreakpoint)
  return trace.spans.reduce((sum, { messageIndex, tokens }) => sum + (messageIndex <= last ? tokens : 0), 0)
}

function without(all: readonly string[], others: readonly string[]): string[] {
  return [...new Set(all)].filter((each) => !others.includes(each))
}
