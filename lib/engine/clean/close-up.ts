import type { SourceEdit } from '../vocabulary/types'

/**
 * The edits, and with them the empty lines between which nothing would stand any more, but for one. Everything before and
 * behind keeps its indentation.
 */
export function closeUp(body: string, edits: readonly SourceEdit[]): SourceEdit[] {
  const closed: SourceEdit[] = []
  for (let at = 0; at < edits.length; ) {
    const first = edits[at]!
    const group = [first]
    for (at++; at < edits.length && isLeftOut(first) && isLeftOut(edits[at]!); at++) {
      if (skipSpace(body, group.at(-1)!.end) < edits[at]!.start) break
      group.push(edits[at]!)
    }
    closed.push(...(isLeftOut(first) ? closeGroup(body, group) : group))
  }
  return closed
}

const isLeftOut = ({ insert }: SourceEdit) => insert === ''

/** @param group with nothing but space between them */
function closeGroup(body: string, group: SourceEdit[]): SourceEdit[] {
  const { start } = group[0]!
  const { end } = group.at(-1)!
  const from = skipSpaceBack(body, start)
  const breaksBefore = from === 0 ? 2 : countBreaks(body, from, start)
  const to = skipSpace(body, end)
  if (breaksBefore === 0 || countBreaks(body, end, to) === 0) return group
  const lastBreak = body.lastIndexOf('\n', to - 1)
  const until = breaksBefore > 1 ? lastBreak + 1 : lastBreak
  return [...group, { start: end, end: until, insert: '' }].flatMap((edit, i) => {
    const before = i === 0 ? edit.start : group[i - 1]!.end
    const gap = before < edit.start ? [{ start: before, end: edit.start, insert: '' }] : []
    return edit.end > edit.start ? [...gap, edit] : gap
  })
}

function countBreaks(body: string, start: number, end: number): number {
  return body.slice(start, end).split('\n').length - 1
}

function skipSpace(body: string, from: number): number {
  let at = from
  while (at < body.length && body.charAt(at).trim() === '') at++
  return at
}

function skipSpaceBack(body: string, from: number): number {
  let at = from
  while (at > 0 && body.charAt(at - 1).trim() === '') at--
  return at
}
