import { cutText } from '../text/cut-text'
import type { ComparedContext, DiffLine } from '../vocabulary/comparison'
import { diffLines } from './diff-lines'

/** Unchanged lines that are told around a change. */
const AROUND = 3
/** UTF-16 units of a line that are told. */
const LINE_LENGTH = 2_000

type Line = Omit<DiffLine, 'kind'>

/** The two texts line by line, each line with the part of the context that it is of; what both have is left out but for its ends. */
export function compareTexts(a: ComparedContext, b: ComparedContext): DiffLine[] {
  const left = listLines(a)
  const right = listLines(b)
  const textOf = ({ text }: Line) => text
  const pairs = diffLines(left.map(textOf), right.map(textOf))
  const all = pairs.map(({ a: atA, b: atB }): DiffLine => {
    const line = (atB === undefined ? left[atA ?? 0] : right[atB]) as Line
    const kind = atA === undefined ? 'in' : atB === undefined ? 'out' : 'same'
    return { kind, ...shorten(line) }
  })
  return foldSame(all)
}

function shorten(line: Line): Line {
  if (line.text.length <= LINE_LENGTH) return line
  const text = cutText(line.text, LINE_LENGTH)
  return { ...line, text, more: line.text.length - text.length }
}

/** A line is of the section and module that its first text is of. */
function listLines({ messages, trace }: ComparedContext): Line[] {
  return messages.flatMap(({ content }, messageIndex) => {
    const spans = trace.spans.filter((span) => span.messageIndex === messageIndex)
    let at = 0
    let first = 0
    return content.split('\n').map((text): Line => {
      const [start, end] = [at, at + text.length]
      at = end + 1
      while (first < spans.length - 1 && (spans[first]?.end ?? 0) <= start) first++
      let of = spans[first]
      for (let next = first; of?.origin === 'format' && next < spans.length; next++) {
        const span = spans[next]
        if (!span || span.start >= end) break
        if (span.origin !== 'format') of = span
      }
      if (!of) return { text }
      const { section, moduleId, version } = of
      return {
        text,
        section,
        ...(moduleId === undefined ? {} : { moduleId }),
        ...(version === undefined ? {} : { version }),
      }
    })
  })
}

function foldSame(lines: DiffLine[]): DiffLine[] {
  const isNear = new Uint8Array(lines.length)
  lines.forEach(({ kind }, at) => {
    if (kind !== 'same') isNear.fill(1, Math.max(0, at - AROUND), at + AROUND + 1)
  })
  const folded: DiffLine[] = []
  lines.forEach((line, at) => {
    if (isNear[at]) folded.push(line)
    else {
      const last = folded.at(-1)
      if (last?.kind === 'skipped') last.more = (last.more ?? 0) + 1
      else folded.push({ kind: 'skipped', text: '', more: 1 })
    }
  })
  return folded
}
