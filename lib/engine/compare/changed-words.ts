import type { DiffLine } from '../vocabulary/comparison'
import { diffLines } from './diff-lines'

/** UTF-16 offsets in the text of a line, `end` exclusive. */
export type WordRange = { start: number; end: number }

/** Words of a line that are compared; a longer line is marked as a whole. */
const MOST_WORDS = 400
/** Share of the shorter line that both must have in common, or the lines are two different ones. */
const LEAST_COMMON = 0.4
/** A letter of a script without spaces; a word with the space behind it; spaces; any other character. */
const WORD =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}]|[[\p{L}\p{M}\p{N}_]--[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}]]+\s*|\s+|./gsv

/**
 * The words in which a removed line and the added line in its place differ, by the number of the line. Within a run of
 * removed and added lines, the first of each stand for each other, then the second, and so on. Lines with too little in
 * common have no entry: all of such a line is new.
 */
export function findChangedWords(lines: readonly DiffLine[]): Map<number, WordRange[]> {
  const changed = new Map<number, WordRange[]>()
  for (const { removed, added } of listRuns(lines)) {
    removed.slice(0, added.length).forEach((out, at) => {
      const into = added[at] ?? 0
      const ranges = compareWords(lines[out]?.text ?? '', lines[into]?.text ?? '')
      if (!ranges) return
      changed.set(out, ranges.before)
      changed.set(into, ranges.after)
    })
  }
  return changed
}

type Run = { removed: number[]; added: number[] }

/** Changed lines with no other line between them. */
function listRuns(lines: readonly DiffLine[]): Run[] {
  const runs: Run[] = []
  let run: Run | undefined
  lines.forEach(({ kind }, at) => {
    if (kind !== 'out' && kind !== 'in') run = undefined
    else {
      if (!run) {
        run = { removed: [], added: [] }
        runs.push(run)
      }
      run[kind === 'out' ? 'removed' : 'added'].push(at)
    }
  })
  return runs
}

function compareWords(before: string, after: string): { before: WordRange[]; after: WordRange[] } | null {
  const left = before.match(WORD) ?? []
  const right = after.match(WORD) ?? []
  if (left.length > MOST_WORDS || right.length > MOST_WORDS) return null
  // the space behind a word does not change the word
  const pairs = diffLines(
    left.map((word) => word.trimEnd()),
    right.map((word) => word.trimEnd()),
  )
  const common = pairs.reduce(
    (sum, { a, b }) => (a === undefined || b === undefined ? sum : sum + lengthOf(left[a])),
    0,
  )
  if (common < LEAST_COMMON * Math.min(before.length, after.length)) return null
  return {
    before: toRanges(
      left,
      pairs.flatMap(({ a, b }) => (b === undefined && a !== undefined ? [a] : [])),
    ),
    after: toRanges(
      right,
      pairs.flatMap(({ a, b }) => (a === undefined && b !== undefined ? [b] : [])),
    ),
  }
}

const lengthOf = (word: string | undefined) => word?.length ?? 0

/** The places of words as ranges of the text; neighbours are one range, and the space behind the last is not in it. */
function toRanges(words: readonly string[], changed: readonly number[]): WordRange[] {
  const starts = new Map<number, number>()
  let offset = 0
  words.forEach((word, at) => {
    starts.set(at, offset)
    offset += word.length
  })
  const ranges: WordRange[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const at of changed) {
    const start = starts.get(at) ?? 0
    const end = start + (words[at]?.trimEnd().length ?? 0)
    const range = ranges.at(-1)
    if (range && at === last + 1) range.end = end
    else ranges.push({ start, end })
    last = at
  }
  return ranges.filter(({ start, end }) => end > start)
}
