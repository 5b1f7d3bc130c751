/** How far an export may go on (UTF-16 units): one that is not closed by then is none. */
const REACH = 20_000
/** So many that are not closed are looked at; then only those of one line are found. */
const MAX_UNCLOSED = 20

const OPENINGS = /[([{]/
const CLOSINGS = /[)\]}]/
/** At the end of a line: the statement goes on in the next. */
const CONTINUING = /[=,+\-*/&|?:<>([{.]/
/** At the beginning of a line: it continues the one before. */
const CONTINUED = /[ \t]+[.?:&|+]/y
const BLANK = /[ \t]*(?:\r?\n|$)/y
const NEEDS_BLOCK = /^export[ \t]+(?:default[ \t]+)?(?:async[ \t]+)?(?:function|class|interface|enum)\b/

/** Tells where the exports of MDX end, of which each may go on over many lines. */
export class ModuleCode {
  private unclosed = 0

  /**
   * The end of the statement that begins here; undefined when it has none within 20,000 units.
   * @param body text of any kind
   * @param start where `export` stands, at the begin of a line
   */
  endOf(body: string, start: number): number | undefined {
    const line = body.indexOf('\n', start)
    const reach = this.unclosed < MAX_UNCLOSED ? REACH : (line < 0 ? body.length : line) - start
    const end = findEnd(body, start, Math.min(body.length, start + reach))
    if (end === undefined) this.unclosed++
    return end
  }
}

function findEnd(body: string, start: number, limit: number): number | undefined {
  // what is open: a bracket, or the text of a template
  const open: string[] = []
  let isBlockMissing = NEEDS_BLOCK.test(body.slice(start, start + 100))
  let last = ''
  // up to here quotes are letters: one of this line has no partner
  let textEnd = start
  for (let at = start; at < limit; at++) {
    const character = body.charAt(at)
    if (open.at(-1) === '`') {
      if (character === '\\') at++
      else if (character === '`') open.pop()
      else if (character === '$' && body.charAt(at + 1) === '{') open.push(body.charAt(++at))
      continue
    }
    if (character === '\n') {
      if (open.length === 0 && !isBlockMissing && isOver(body, at + 1, last)) return at
      continue
    }
    if (character === '/' && (body.charAt(at + 1) === '/' || body.charAt(at + 1) === '*')) {
      const end = endOfComment(body, at, limit)
      if (end === undefined) return undefined
      at = end
      continue
    }
    if ((character === '"' || character === "'") && at >= textEnd) {
      const end = endOfString(body, at, limit)
      if (body.charAt(end) === character) at = end
      else textEnd = end
    } else if (character === '`' || OPENINGS.test(character)) open.push(character)
    else if (CLOSINGS.test(character)) {
      if (open.pop() === undefined) return undefined
      if (character === '}' && open.length === 0) isBlockMissing = false
    }
    if (character.trim() !== '') last = character
  }
  return limit === body.length && open.length === 0 && !isBlockMissing ? limit : undefined
}

function isOver(body: string, next: number, last: string): boolean {
  BLANK.lastIndex = next
  if (BLANK.test(body)) return true
  CONTINUED.lastIndex = next
  return !CONTINUING.test(last) && !CONTINUED.test(body)
}

/** Where a string ends; where its line does, when a quote has no partner in it, as in the text of JSX. */
function endOfString(body: string, start: number, limit: number): number {
  const quote = body.charAt(start)
  for (let at = start + 1; at < limit; at++) {
    const character = body.charAt(at)
    if (character === '\n' || character === quote) return at
    if (character === '\\') at++
  }
  return limit
}

/** Its last character; undefined for one that is not closed. */
function endOfComment(body: string, start: number, limit: number): number | undefined {
  const isLine = body.charAt(start + 1) === '/'
  const close = body.slice(start + 2, limit).indexOf(isLine ? '\n' : '*/')
  if (close < 0) return isLine ? limit : undefined
  return start + 2 + close + (isLine ? -1 : 1)
}
