import type { PrefixCause } from '../vocabulary/comparison'
import type { Span } from '../vocabulary/trace'

/** How far the stable prefix of a context is that of another one. */
export type PrefixComparison = {
  /** From the beginning on, at least so many of the tokens are the same. */
  keptTokens: number
  /** Null where all are. */
  cause: PrefixCause | null
}

type Prefix = { hash: string; spans: readonly Span[] }

/** The spans of the stable prefix: what a context begins with, up to the first thing that depends on the query. */
export function prefixSpans(spans: readonly Span[]): Span[] {
  const end = spans.findIndex(
    ({ messageIndex, section }) => messageIndex > 0 || (section !== 'instructions' && section !== 'profile'),
  )
  return spans.slice(0, end < 0 ? undefined : end)
}

export const tokensOf = (spans: readonly Span[]): number => spans.reduce((sum, { tokens }) => sum + tokens, 0)

/** Compares the stable prefix of a context with that of the one before it, both as `prefixSpans` gives them. */
export function comparePrefixes(before: Prefix, after: Prefix): PrefixComparison {
  if (before.hash === after.hash) return { keptTokens: tokensOf(after.spans), cause: null }
  const at = after.spans.findIndex((span, index) => keyOf(span) !== keyOf(before.spans[index]))
  if (at < 0 && before.spans.length === after.spans.length) return { keptTokens: 0, cause: { kind: 'text' } }
  const differs = at < 0 ? after.spans.length : at
  // the frame around a module tells its version, which may be as long as before
  const isFramed = after.spans[differs - 1]?.origin === 'format'
  const keptTokens = tokensOf(after.spans.slice(0, Math.max(0, differs - (isFramed ? 1 : 0))))
  return { keptTokens, cause: findCause(before.spans, after.spans) }
}

function keyOf(span: Span | undefined): string {
  if (!span) return ''
  const { section, origin, moduleId, version, chunkId, factId, start, end } = span
  return [section, origin, moduleId, version, chunkId, factId, end - start].join(' ')
}

function findCause(before: readonly Span[], after: readonly Span[]): PrefixCause {
  const [old, now] = [versionsOf(before), versionsOf(after)]
  for (const [moduleId, to] of now) {
    const from = old.get(moduleId)
    if (from === undefined) return { kind: 'came', moduleId }
    if (from !== to) return { kind: 'version', moduleId, from, to }
  }
  const [gone] = [...old.keys()].filter((moduleId) => !now.has(moduleId))
  if (gone !== undefined) return { kind: 'gone', moduleId: gone }
  const order = [...now.keys()]
  const moved = [...old.keys()].find((moduleId, at) => moduleId !== order[at])
  if (moved !== undefined) return { kind: 'moved', moduleId: moved }
  const factsOf = (spans: readonly Span[]) => spans.flatMap((span) => (span.factId ? keyOf(span) : [])).join('\n')
  return { kind: factsOf(before) === factsOf(after) ? 'frame' : 'profile' }
}

/** In the order in which they stand. */
function versionsOf(spans: readonly Span[]): Map<string, number> {
  return new Map(
    spans.flatMap(({ moduleId, version }) => (moduleId === undefined ? [] : [[moduleId, version ?? 0] as const])),
  )
}
