import { diffLines } from './diff-lines'

/** Where an agreed part comes from: the base, one side's change, or the same change of both. */
type Origin = 'base' | 'ours' | 'theirs' | 'both'

/** A part of two texts put together. A conflict is what both sides changed, each in its own way; any of its texts may be empty. */
export type MergePart =
  | { kind: 'agreed'; from: Origin; text: string }
  | { kind: 'conflict'; base: string; ours: string; theirs: string }

/**
 * Puts together, line by line, what two texts made of a third. Changes that have an unchanged line between them do not
 * meet; those that meet are a conflict, but where both are the same. The parts in order are the whole text. As linear as
 * `diffLines`.
 */
export function mergeTexts({ base, ours, theirs }: { base: string; ours: string; theirs: string }): MergePart[] {
  const [lines, left, right] = [splitLines(base), splitLines(ours), splitLines(theirs)]
  const inOurs = placesIn(lines, left)
  const inTheirs = placesIn(lines, right)
  const parts: MergePart[] = []
  let [from, fromLeft, fromRight] = [0, 0, 0]
  for (let at = 0; at <= lines.length; at++) {
    const isEnd = at === lines.length
    const atLeft = isEnd ? left.length : inOurs[at]
    const atRight = isEnd ? right.length : inTheirs[at]
    if (atLeft === undefined || atRight === undefined) continue
    const changed = {
      base: lines.slice(from, at).join(''),
      ours: left.slice(fromLeft, atLeft).join(''),
      theirs: right.slice(fromRight, atRight).join(''),
    }
    if (changed.base || changed.ours || changed.theirs) parts.push(decide(changed))
    if (isEnd) break
    const last = parts.at(-1)
    if (last?.kind === 'agreed' && last.from === 'base') last.text += lines[at]
    else parts.push({ kind: 'agreed', from: 'base', text: lines[at] ?? '' })
    from = at + 1
    fromLeft = atLeft + 1
    fromRight = atRight + 1
  }
  return parts
}

function decide({ base, ours, theirs }: { base: string; ours: string; theirs: string }): MergePart {
  if (ours === theirs) return { kind: 'agreed', from: 'both', text: ours }
  if (ours === base) return { kind: 'agreed', from: 'theirs', text: theirs }
  if (theirs === base) return { kind: 'agreed', from: 'ours', text: ours }
  return { kind: 'conflict', base, ours, theirs }
}

/** Each line with its end, so that they are the text when put together. */
function splitLines(text: string): string[] {
  const lines: string[] = []
  let start = 0
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    lines.push(text.slice(start, end + 1))
    start = end + 1
  }
  if (start < text.length) lines.push(text.slice(start))
  return lines
}

/** For each line of the base where the other text has it; undefined where it has not. */
function placesIn(base: string[], other: string[]): (number | undefined)[] {
  const places: (number | undefined)[] = Array.from({ length: base.length })
  for (const { a, b } of diffLines(base, other)) if (a !== undefined) places[a] = b
  return places
}
