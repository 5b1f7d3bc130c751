import { createHash } from 'node:crypto'
import { missingIn } from '../answers/judge-answer'

/** What of a module is sent: a range of its body (UTF-16), and the text itself. */
export type Sent = { documentId: string; start: number; end: number; text: string }
export type Passage = { documentId: string; start: number; end: number; text: string }

/** A question, and what of the library answers it: passages, or facts, the wordings of each parted by `|`. */
export type ContextTask = { query: string; passages?: Passage[]; facts?: string[] }
/** Share of a passage's text from which on it counts as present. */
const PRESENT = 0.8
/** Words of a run that is looked for in what is sent. */
const RUN = 5

/** Half of the questions, by their own words, so that a new one moves no other: on the other half is learned. */
export function isHeldOut({ query }: Pick<ContextTask, 'query'>): boolean {
  return createHash('sha256').update(query).digest()[0]! % 2 === 1
}

/** Share of the passages that are present, or whether all facts are: 0–1. */
export function rateTask({ passages, facts }: ContextTask, sent: Sent[]): number {
  const text = sent.map((each) => each.text)
  if (facts) return missingIn(text.join('\n'), facts).length === 0 ? 1 : 0
  const runs = new Set(text.flatMap(runsOf))
  const present = (passages ?? []).filter((passage) => isCovered(passage, sent) || isSaid(passage, runs))
  return present.length / Math.max(1, passages?.length ?? 0)
}

function isCovered({ documentId, start, end }: Passage, sent: Sent[]): boolean {
  let covered = 0
  let last = start
  for (const each of sent.toSorted((a, b) => a.start - b.start)) {
    if (each.documentId !== documentId) continue
    covered += Math.max(0, Math.min(end, each.end) - Math.max(last, each.start))
    last = Math.max(last, each.end)
  }
  return covered >= PRESENT * (end - start)
}

/** Another module may say the same. */
function isSaid({ text }: Passage, runs: ReadonlySet<string>): boolean {
  const own = runsOf(text)
  return own.length > 0 && own.filter((run) => runs.has(run)).length >= PRESENT * own.length
}

function runsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return Array.from({ length: Math.max(0, words.length - RUN + 1) }, (_, at) => words.slice(at, at + RUN).join(' '))
}
