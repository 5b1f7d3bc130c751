import { LIMITS } from '@/lib/schemas/limits'

/** A line as it stood in a text, with the lines around it. */
export type LineAnchor = {
  /** From 1. */
  line: number
  text: string
  /** At most `LIMITS.anchorLines` each, in the order of the text. */
  before: readonly string[]
  after: readonly string[]
}

/** Of lines that stand at many places, as empty ones do, the nearest that are looked at. */
const MOST_PLACES = 200

/** Lines without their ends, `\n` or `\r\n`. */
export const toLines = (text: string): string[] => text.split('\n').map((line) => line.replace(/\r$/, ''))

const keep = (line: string) => line.slice(0, LIMITS.anchorLineLength)

/** @param line from 1, of `lines`; longer lines than are kept are told by their beginning */
export function anchorAt(lines: readonly string[], line: number): LineAnchor {
  const at = line - 1
  const size = LIMITS.anchorLines
  return {
    line,
    text: keep(lines[at] ?? ''),
    before: lines.slice(Math.max(0, at - size), at).map(keep),
    after: lines.slice(line, line + size).map(keep),
  }
}

/**
 * Where the lines of anchors stand in a text that has changed since: the very line, of several the one with the most
 * lines around it kept, then the one nearest to where it stood. A line in which nothing can be read counts only where one
 * of its neighbors is kept. What curation does for passages, whole texts under headings, is too coarse for a line.
 * Linear in the text; of each anchor a bounded number of places is looked at.
 *
 * @returns for each anchor the line, from 1, or null when it is gone
 */
export function findLines(anchors: readonly LineAnchor[], text: string): (number | null)[] {
  if (anchors.length === 0) return []
  const lines = toLines(text).map(keep)
  const wanted = new Set(anchors.map((anchor) => anchor.text))
  const places = new Map<string, number[]>()
  for (const [at, line] of lines.entries()) {
    if (!wanted.has(line)) continue
    const known = places.get(line)
    if (known) known.push(at)
    else places.set(line, [at])
  }
  return anchors.map((anchor) => findBest(anchor, lines, places.get(anchor.text) ?? []))
}

function findBest(anchor: LineAnchor, lines: readonly string[], places: readonly number[]): number | null {
  const stood = anchor.line - 1
  let best: { at: number; kept: number; distance: number } | undefined
  for (const at of nearest(places, stood)) {
    const kept = countKept(anchor, lines, at)
    const distance = Math.abs(at - stood)
    if (best === undefined || kept > best.kept || (kept === best.kept && distance < best.distance)) {
      best = { at, kept, distance }
    }
  }
  const isTold = anchor.text.trim() !== '' || anchor.before.length + anchor.after.length === 0
  return best && (isTold || best.kept > 0) ? best.at + 1 : null
}

/** Neighbors that are the same, counted outwards from the line until one differs. */
function countKept({ before, after }: LineAnchor, lines: readonly string[], at: number): number {
  let kept = 0
  for (let i = 1; i <= before.length && lines[at - i] === before[before.length - i]; i++) kept++
  for (let i = 1; i <= after.length && lines[at + i] === after[i - 1]; i++) kept++
  return kept
}

/** @param places ascending */
function nearest(places: readonly number[], to: number): readonly number[] {
  if (places.length <= MOST_PLACES) return places
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]! < to) low = middle + 1
    else high = middle
  }
  const from = Math.min(Math.max(0, low - MOST_PLACES / 2), places.length - MOST_PLACES)
  return places.slice(from, from + MOST_PLACES)
}
