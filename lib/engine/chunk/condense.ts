import { countBelow } from '../numbers/bisect'
import { isMarkerOrSpace } from './markers'
import { TopLevelFences } from './top-level-fences'

/** A piece of a body of which the rest of many lines is left out, and where its characters stood in the body. */
export type Condensed = {
  text: string
  toOffset: (at: number) => number
  /** Where the piece ends in the body, and the next begins. */
  end: number
  lines: number
  /** Quotes, list items and footnotes that its lines may open. */
  openings: number
}

/** From here on a piece ends where the next can be parsed for itself. */
export type PieceSize = { length: number; openings: number }

const WHOLE: PieceSize = { length: Number.POSITIVE_INFINITY, openings: Number.POSITIVE_INFINITY }

/** Opens HTML that only certain characters end, not an empty line: `<!`, `<?`, `<script` and its like. */
const RAW_HTML = /<(?:[!?]|pre|script|style|textarea)/i
/** What can make a line something else than text, behind its markers. */
const TELLING = '#`~<[=_|:'
const LINE = /[^\r\n]*(?:\r\n|\r|\n|$)/y
const BLANK = /^[ \t]*[\r\n]*$/
/** Ends what stands before it even without an empty line: a heading, an item that is not empty. */
const INTERRUPTING = /^(?:#{1,6}(?=[ \t\r\n]|$)|(?:[-*+]|1[.)])[ \t]+[^ \t\r\n])/
const QUOTE = 62

/**
 * Leaves out what has no say in the block structure of markdown: what stands between fences, and of a line of text
 * everything after its markers and one more character. The parser goes through each character several times, so this is
 * most of its time.
 *
 * Lines stay whole that hold `|` (tables) or, after raw HTML, `>`; so do the lines after one that may open a
 * definition, up to an empty one. `toOffset` is exact for where blocks begin and for the ends of lines.
 *
 * The piece ends, when it is long enough, before a line that begins a block at column 0 whatever came before, unless
 * fenced code or HTML is open there.
 */
export function condense(body: string, from = 0, size = WHOLE): Condensed {
  let keepsAngles = false
  const lines: string[] = []
  let length = 0
  let openings = 0
  let mayBeDefinition = false
  let isAfterBlank = false
  /** Where something was left out of the new text, and how much was left out up to there. */
  const cuts: number[] = []
  const removed: number[] = []
  let total = from
  const fences = new TopLevelFences()
  const add = (text: string) => {
    lines.push(text)
    length += text.length
  }
  let start = from
  for (; start < body.length; start = LINE.lastIndex) {
    LINE.lastIndex = start
    const line = LINE.exec(body)?.[0] ?? ''
    const isLong = length >= size.length || openings >= size.openings
    if (isLong && ((isAfterBlank && /^[^ \t\r\n\ufeff]/.test(line)) || INTERRUPTING.test(line))) break
    const end = start + line.trimEnd().length
    let at = start
    while (at < end && isMarkerOrSpace(body.charCodeAt(at))) {
      const code = body.charCodeAt(at)
      if (code === QUOTE || (!isSpace(code) && isSpace(body.charCodeAt(at + 1)))) openings++
      at++
    }
    const first = body.charAt(at)
    if (first === '[') openings++
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
      isAfterBlank = false
      continue
    }
    isAfterBlank = BLANK.test(line)
    if (isAfterBlank) mayBeDefinition = false
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
  const toOffset = (at: number) => at + (removed[countBelow(cuts, at + 1) - 1] ?? from)
  return { text: lines.join(''), toOffset, end: start, lines: lines.length, openings }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9
}
