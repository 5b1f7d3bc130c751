import { isMarkerOrSpace } from './markers'
import { TopLevelFences } from './top-level-fences'

/** A text of which the rest of many lines is left out, and where its characters stood. */
type Condensed = { text: string; toOffset: (at: number) => number }

/** Opens HTML that only certain characters end, not an empty line: `<!`, `<?`, `<script` and its like. */
const RAW_HTML = /<(?:[!?]|pre|script|style|textarea)/i
/** What can make a line something else than text, behind its markers. */
const TELLING = '#`~<[=_|:'
const LINE = /[^\r\n]*(?:\r\n|\r|\n|$)/y

/**
 * Leaves out what has no say in the block structure of markdown: what stands between fences, and of a line of text
 * everything after its markers and one more character. The parser goes through each character several times, so this is
 * most of its time.
 *
 * Lines stay whole that hold `|` (tables) or, after raw HTML, `>`; so do the lines after one that may open a
 * definition, up to an empty one. `toOffset` is exact for where blocks begin and for the ends of lines.
 */
export function condense(body: string): Condensed {
  let keepsAngles = false
  const lines: string[] = []
  let length = 0
  let mayBeDefinition = false
  /** Where something was left out of the new text, and how much was left out up to there. */
  const cuts: number[] = []
  const removed: number[] = []
  let total = 0
  const fences = new TopLevelFences()
  const add = (text: string) => {
    lines.push(text)
    length += text.length
  }
  for (let start = 0; start < body.length; start = LINE.lastIndex) {
    LINE.lastIndex = start
    const line = LINE.exec(body)?.[0] ?? ''
    const end = start + line.trimEnd().length
    let at = start
    while (at < end && isMarkerOrSpace(body.charCodeAt(at))) at++
    const first = body.charAt(at)
    keepsAngles ||= RAW_HTML.test(line)
    const close = keepsAngles ? undefined : fences.next(body, start, line)
    if (close !== undefined) {
      add(line)
      total += close - LINE.lastIndex
      cuts.push(length)
      removed.push(total)
      LINE.lastIndex = close
      add(LINE.exec(body)?.[0] ?? '')
      fences.close()
      mayBeDefinition = false
      continue
    }
    if (/^[ \t]*[\r\n]*$/.test(line)) mayBeDefinition = false
    else if (first === '[') mayBeDefinition = true
    const isTelling = mayBeDefinition || TELLING.includes(first) || line.includes('|')
    if (at + 1 >= end || isTelling || (keepsAngles && line.includes('>'))) {
      add(line)
      continue
    }
    add(body.slice(start, at + 1))
    total += end - at - 1
    cuts.push(length)
    removed.push(total)
    add(body.slice(end, start + line.length))
  }
  return { text: lines.join(''), toOffset: (at) => at + (removed[countUpTo(cuts, at) - 1] ?? 0) }
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(ascending: number[], limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}
