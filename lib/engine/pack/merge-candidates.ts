import { textFrom, withoutSuffix } from '../text/source-edits'
import type { ContextItem, ContextPart } from '../vocabulary/plan'
import { subHeadings } from '../vocabulary/sub-headings'
import type { Candidate } from '../vocabulary/types'
import { versionKey } from '../vocabulary/version-key'

/** Chunks this close (UTF-16 units) have only line breaks between them. */
const MAX_GAP = 2

/**
 * Candidates as they are sent: overlapping and adjacent chunks of a module version become one item, and no text is in
 * two; what was repeated where they were cut goes where they are put together. A whole module stands for all its chunks, a summary is an item of its own. Items stand in the order of their
 * first candidate.
 */
export function mergeCandidates(candidates: Candidate[]): ContextItem[] {
  const runs = [...groupByModule(candidates).values()].flatMap((group) => {
    const texts = group.filter((candidate) => candidate.resolution !== 'summary')
    const summaries = group.filter((candidate) => candidate.resolution === 'summary')
    return [...toRuns(texts), ...summaries.map((summary) => [summary])]
  })
  const rankOf = new Map(candidates.map((candidate, index) => [candidate, index]))
  const firstRank = (run: Candidate[]) => Math.min(...run.map((candidate) => rankOf.get(candidate) ?? 0))
  return runs.sort((a, b) => firstRank(a) - firstRank(b)).map(toItem)
}

export function moduleKey({ module }: Candidate): string {
  return versionKey(module)
}

function groupByModule(candidates: Candidate[]): Map<string, Candidate[]> {
  return Map.groupBy(candidates, moduleKey)
}

/** Of the same module version: some of the text is the same. */
export function isOverlapping(a: Candidate, b: Candidate): boolean {
  return a.startOffset < b.endOffset && b.startOffset < a.endOffset
}

/** Whether `next`, which does not start before `last`, is sent in one piece with it. */
export function isTouching(last: Candidate, next: Candidate): boolean {
  return next.startOffset <= last.endOffset + MAX_GAP
}

function toRuns(candidates: Candidate[]): Candidate[][] {
  const whole = candidates.find((candidate) => candidate.resolution === 'full')
  if (whole) return [[whole]]
  const ordered = [...candidates].sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset)
  const runs: Candidate[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const candidate of ordered) {
    const run = runs.at(-1)
    if (run && candidate.startOffset <= end + MAX_GAP) run.push(candidate)
    else runs.push([candidate])
    end = Math.max(end, candidate.endOffset)
  }
  return runs
}

/** @param run chunks that touch, in reading order; or a single candidate. At least one. */
export function toItem(run: Candidate[]): ContextItem {
  const first = run[0]!
  const parts: ContextPart[] = []
  let end = first.startOffset
  for (const candidate of run) {
    if (parts.length > 0 && candidate.endOffset <= end) continue
    const before = parts.at(-1)
    if (before) parts[parts.length - 1] = openEnd(before)
    parts.push(before ? continuePart(candidate, end) : toPart(candidate))
    end = candidate.endOffset
  }
  const origin = first.activatedBy === 'rule' ? 'rule' : 'module'
  const isSummary = first.resolution === 'summary'
  return { module: first.module, origin, headingPath: subHeadings(first), isSummary, parts }
}

function toPart(candidate: Candidate): ContextPart {
  const { text, tokens, startOffset, endOffset, edits } = candidate
  const part = { ...chunkOf(candidate), text, tokens, sourceStart: startOffset, sourceEnd: endOffset }
  return edits ? { ...part, edits } : part
}

/** What a chunk adds behind text that ends at `end`. */
function continuePart(candidate: Candidate, end: number): ContextPart {
  const { startOffset, endOffset } = candidate
  const rest = textFrom(candidate, Math.max(end, startOffset))
  const text = '\n'.repeat(Math.max(0, startOffset - end)) + rest.text
  const tokens = text === candidate.text ? candidate.tokens : undefined
  const part = { ...chunkOf(candidate), text, tokens, sourceStart: end, sourceEnd: endOffset }
  return rest.edits.length > 0 ? { ...part, edits: rest.edits } : part
}

/** A part that another one continues. */
function openEnd(part: ContextPart): ContextPart {
  const text = withoutSuffix({ ...part, startOffset: part.sourceStart }, part.sourceEnd)
  return text.text === part.text ? part : { ...part, text: text.text, edits: text.edits, tokens: undefined }
}

function chunkOf({ chunkId }: Candidate): { chunkId?: string } {
  return chunkId === undefined ? {} : { chunkId }
}
