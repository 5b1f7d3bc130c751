import type { ComparedContext } from '../vocabulary/comparison'
import type { CandidateTrace, Span } from '../vocabulary/trace'
import type { Resolution, SectionName } from '../vocabulary/types'

/** What a context sends of one source: a chunk, a whole module, a summary, a turn, an image, the profile, the query. */
export type Part = {
  key: string
  /** Its place among the parts of its context. */
  at: number
  section: SectionName
  title: string
  /** What the items are about that it may belong to. */
  source: string
  moduleId?: string
  turnId?: string
  /** Of an image: the hash of its bytes. */
  sha256?: string
  version?: number
  resolution?: Resolution
  chunkId?: string
  range?: { start: number; end: number }
  text: string
  tokens: number
}

/** The parts of a context in the order in which it has them; what is said twice is one part, with all its tokens. */
export function listParts(context: ComparedContext): Part[] {
  const byKey = new Map<string, Part>()
  const seen = new Set<string>()
  for (const span of context.trace.spans) {
    if (span.origin === 'format') continue
    const key = keyOf(span)
    const known = byKey.get(key) ?? { ...startPart(key, span, context), at: byKey.size }
    byKey.set(key, known)
    known.tokens += span.tokens
    const text = context.messages[span.messageIndex]?.content.slice(span.start, span.end) ?? ''
    // standing instructions may be repeated at the end
    const isRepeated = span.sourceStart !== undefined && seen.has(`${key} ${span.sourceStart} ${text}`)
    seen.add(`${key} ${span.sourceStart} ${text}`)
    if (isRepeated) continue
    known.text += text
    if (span.sourceStart === undefined || span.sourceEnd === undefined) continue
    const { start, end } = known.range ?? { start: span.sourceStart, end: span.sourceEnd }
    known.range = { start: Math.min(start, span.sourceStart), end: Math.max(end, span.sourceEnd) }
  }
  for (const { sha256, name, turnId, tokens, fate } of context.trace.images ?? []) {
    if (fate === 'dropped') continue
    const key = `image ${sha256}`
    const section = turnId === undefined ? 'query' : 'history'
    const known = byKey.get(key)
    // the same image may be of several messages
    if (known) known.tokens += tokens
    else
      byKey.set(key, {
        key,
        section,
        source: key,
        title: `Image · ${name}`,
        sha256,
        text: sha256,
        tokens,
        at: byKey.size,
      })
  }
  return [...byKey.values()]
}

function keyOf({ section, moduleId, version, chunkId, resolution, turnId, statedId, summaryId, origin }: Span): string {
  if (moduleId !== undefined) return `${moduleId}@${version}#${chunkId ?? resolution ?? 'full'}`
  if (statedId !== undefined) return `stated ${statedId}`
  if (turnId !== undefined) return `turn ${turnId}`
  if (summaryId !== undefined) return `summary ${summaryId}`
  return `${section} ${origin}`
}

function startPart(key: string, span: Span, { trace }: ComparedContext): Omit<Part, 'at'> {
  const { section, moduleId, version, chunkId, turnId, statedId, summaryId, origin } = span
  const part = { key, section, text: '', tokens: 0 }
  if (moduleId !== undefined) {
    const resolution = span.resolution ?? (chunkId === undefined ? 'full' : 'section')
    const of = trace.candidates.filter((each) => each.moduleId === moduleId && each.version === version)
    const own = of.find((each) => isOf(each, { chunkId, resolution })) ?? of[0]
    const title = own?.title ?? moduleId
    return { ...part, source: moduleId, moduleId, version, resolution, chunkId, title }
  }
  if (turnId !== undefined) {
    const at = trace.turns?.findIndex((turn) => turn.turnId === turnId) ?? -1
    const role = trace.turns?.[at]?.role === 'assistant' ? 'answer' : 'question'
    const title = at < 0 ? 'A turn' : `Turn ${at + 1} · ${role}`
    return { ...part, source: key, turnId, title: statedId === undefined ? title : `Fact · ${title}` }
  }
  const titles = { summary: 'Summary of earlier turns', profile: 'Profile', query: 'Question' }
  const title = summaryId === undefined ? titles[origin as keyof typeof titles] : titles.summary
  return { ...part, source: key, title: title ?? 'Other text' }
}

/** Whether a candidate is of this form of its module version. */
function isOf(candidate: CandidateTrace, { chunkId, resolution }: Pick<Part, 'chunkId' | 'resolution'>): boolean {
  if (chunkId !== undefined) return candidate.chunkId === chunkId
  return candidate.chunkId === undefined && (candidate.resolution ?? 'full') === resolution
}
