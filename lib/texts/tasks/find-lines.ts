import { cutText } from '@/lib/engine'
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
const CARRIAGE_RETURN = 13

/** The lines of a text without their ends, `\n` or `\r\n`, and of long ones the beginning: read where they stand. */
type Lines = { count: number; at: (index: number) => string | undefined; lengthAt: (index: number) => number }

/** Made without a copy of the text: a module may have millions of lines. */
export function toLines(text: string): Lines {
  const starts: number[] = [0]
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1)
  const count = starts.length
  const lengthAt = (index: number): number => {
    const start = starts[index] ?? text.length
    const end = (starts[index + 1] ?? text.length + 1) - 1
    const length = end > start && text.charCodeAt(end - 1) === CARRIAGE_RETURN ? end - start - 1 : end - start
    if (length <= LIMITS.anchorLineLength) return length
    return cutText(text.slice(start, start + LIMITS.anchorLineLength + 1), LIMITS.anchorLineLength).length
  }
  const at = (index: number): string | undefined => {
    const start = starts[index]
    return start === undefined ? undefined : text.slice(start, start + lengthAt(index))
  }
  return { count, at, lengthAt }
}

/** @param line from 1, of `lines` */
export function anchorAt(lines: Lines, line: number): LineAnchor {
  const around = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from) }, (_, i) => lines.at(from + i) ?? '')
  const size = LIMITS.anchorLines
  return {
    line,
    text: lines.at(line - 1) ?? '',
    before: around(Math.max(0, line - 1 - size), line - 1),
    after: around(line, Math.min(lines.count, line + size)),
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
export function findLines(anchors: readonly LineAnchor[], lines: Lines): (number | null)[] {
  if (anchors.length === 0) return []
  const places = new Map(anchors.map(({ text }): [string, number[]] => [text, []]))
  const lengths = new Set([...places.keys()].map(({ length }) => length))
  for (let at = 0; at < lines.count; at++) {
    // most lines differ by their length, and need not be read
    if (lengths.has(lines.lengthAt(at))) places.get(lines.at(at) ?? '')?.push(at)
  }
  return anchors.map((anchor) => findBest(anchor, lines, places.get(anchor.text) ?? []))
}

function findBest(anchor: LineAnchor, lines: Lines, places: readonly number[]): number | null {
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
function countKept({ before, after }: LineAnchor, lines: Lines, at: number): number {
  let kept = 0
  for (let i = 1; i <= before.length && lines.at(at - i) === before[before.length - i]; i++) kept++
  for (let i = 1; i <= after.length && lines.at(at + i) === after[i - 1]; i++) kept++
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

/** The anchor of a line that somebody has read, at the nearest place where it stands now; null when it is gone. */
export function anchorLine(text: string, { line, shown }: { line: number; shown: string }): LineAnchor | null {
  const lines = toLines(text)
  const read = { line, text: cutText(shown, LIMITS.anchorLineLength), before: [], after: [] }
  const [now] = findLines([read], lines)
  return now ? anchorAt(lines, now) : null
}
