import type { CheckedContext, CheckForm, CheckOutcome, CheckUnit } from '../vocabulary/checks'
import { describeReason, REASON_WORDS } from '../vocabulary/reason-words'
import type { Because } from '../vocabulary/reasons'
import type { CandidateTrace, Span } from '../vocabulary/trace'
import type { Candidate } from '../vocabulary/types'

/** Name of a module as people know it. */
export function nameOf({ prepared, modules }: CheckedContext, moduleId: string): string {
  const candidate = prepared.candidates.find(({ module }) => module.moduleId === moduleId)
  return `“${candidate?.module.name ?? modules.get(moduleId)?.name ?? moduleId}”`
}

/** The spans in which text of a module is sent, in the order of the context. */
export function spansOf({ trace }: CheckedContext, moduleId: string): Span[] {
  return trace.spans.filter((span) => span.moduleId === moduleId && span.origin !== 'format')
}

/** The text that is sent of a module; parts that lie apart are separated by a line. */
export function textOf(context: CheckedContext, moduleId: string): string {
  const textAt = ({ messageIndex, start, end }: Span) => context.messages[messageIndex]?.content.slice(start, end) ?? ''
  return spansOf(context, moduleId).map(textAt).join('\n')
}

/** The candidates of a module that are sent, in one form or in any. */
export function sentCandidates({ trace }: CheckedContext, moduleId: string, form: CheckForm = 'any'): CandidateTrace[] {
  return trace.candidates.filter(
    (candidate) =>
      candidate.moduleId === moduleId &&
      candidate.fate === 'included' &&
      (form === 'any' || resolutionOf(candidate) === form),
  )
}

export function resolutionOf({ resolution, chunkId }: CandidateTrace) {
  return resolution ?? (chunkId === undefined ? 'full' : 'section')
}

/** Modules that are sent as knowledge, the most relevant first. */
export function rankedModules(context: CheckedContext): string[] {
  const sections = sectionsByModule(context)
  const sent = context.trace.candidates.filter(({ fate, moduleId }) => {
    return fate === 'included' && sections.get(moduleId) === 'knowledge'
  })
  return [...new Set(sent.map(({ moduleId }) => moduleId))]
}

/** In which section each candidate's module belongs; one that must be sent belongs to the instructions. */
function sectionsByModule({ prepared }: Pick<CheckedContext, 'prepared'>): Map<string, Candidate['section']> {
  const sections = new Map<string, Candidate['section']>()
  for (const { module, section } of prepared.candidates) {
    if (section === 'instructions' || !sections.has(module.moduleId)) sections.set(module.moduleId, section)
  }
  return sections
}

/** Modules that were found, sent or not, the most relevant first. */
export function foundModules(context: CheckedContext): string[] {
  const sections = sectionsByModule(context)
  const found = context.trace.candidates.filter(
    ({ moduleId, reason }) => sections.get(moduleId) === 'knowledge' && reason !== 'excluded_by_request',
  )
  return [...new Set(found.map(({ moduleId }) => moduleId))]
}

/** Texts of modules that were found, sent or not, the most relevant first: without summaries, and what stands in one before. */
export function foundTexts({ trace, prepared }: CheckedContext): Candidate[] {
  const sections = sectionsByModule({ prepared })
  const found: Candidate[] = []
  for (const [at, candidate] of prepared.candidates.entries()) {
    const { module, resolution } = candidate
    if (resolution === 'summary' || trace.candidates[at]?.reason === 'excluded_by_request') continue
    if (sections.get(module.moduleId) !== 'knowledge') continue
    if (!found.some((earlier) => contains(earlier, candidate))) found.push(candidate)
  }
  return found
}

function contains(outer: Candidate, inner: Candidate): boolean {
  return (
    outer.module.moduleId === inner.module.moduleId &&
    outer.startOffset <= inner.startOffset &&
    inner.endOffset <= outer.endOffset
  )
}

/** Whether no module has the id. */
export function isUnknown({ prepared, modules }: CheckedContext, moduleId: string): boolean {
  return !modules.has(moduleId) && !prepared.candidates.some(({ module }) => module.moduleId === moduleId)
}

/** Why a module is not sent, with the numbers that decided. */
export function explainMissing(context: CheckedContext, moduleId: string): Omit<CheckOutcome, 'status'> {
  const opens = { tab: 'candidates', moduleId } as const
  const name = nameOf(context, moduleId)
  const dropped = context.trace.candidates.find((candidate) => candidate.moduleId === moduleId)
  if (!dropped) {
    const known = context.modules.get(moduleId)
    if (!known) return { because: `There is no module ${moduleId}.`, opens }
    return { because: `${name} is not sent: ${REASON_WORDS[known.absence ?? 'not_retrieved']}.`, opens }
  }
  const { reason, because, detail = describeReason(reason, because) } = dropped
  const words = `${REASON_WORDS[reason]}${detail === '' ? '' : ` (${detail})`}`
  return { because: `${name} is not sent: ${words}.`, ...numbersOf(because), opens }
}

const UNITS: Partial<Record<NonNullable<Because['unit']>, CheckUnit>> = {
  tokens: 'tokens',
  score: 'score',
  share: 'share',
  rank: 'rank',
  chunks: 'chunks',
  value: 'value',
}

/** The comparison of a reason as that of an outcome. */
export function numbersOf(because: Because | undefined): Pick<CheckOutcome, 'compared' | 'limit' | 'unit'> {
  const { compared, limit, unit } = because ?? {}
  if (compared === undefined || limit === undefined || unit === undefined || UNITS[unit] === undefined) return {}
  return { compared, limit, unit: UNITS[unit] }
}
