/**
 * The pattern o200k_base splits text with before byte pair encoding. `nextPieceEnd` is this pattern as a scanner: run
 * as a regular expression it overflows the stack on some millions of characters without a boundary.
 */
export const O200K_PATTERN = [
  String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+('s|'S|'t|'T|'re|'rE|'Re|'RE|'ve|'vE|'Ve|'VE|'m|'M|'ll|'lL|'Ll|'LL|'d|'D)?`,
  String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*('s|'S|'t|'T|'re|'rE|'Re|'RE|'ve|'vE|'Ve|'VE|'m|'M|'ll|'lL|'Ll|'LL|'d|'D)?`,
  String.raw`\p{N}{1,3}`,
  String.raw` ?[^\s\p{L}\p{N}]+[\r\n/]*`,
  String.raw`\s*[\r\n]+`,
  String.raw`\s+(?!\S)`,
  String.raw`\s+`,
].join('|')

const KNOWN = 1
/** In `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`. */
const HEAD = 2
/** In `[\p{Ll}\p{Lm}\p{Lo}\p{M}]`. */
const TAIL = 4
const NUMBER = 8
const SPACE = 16
const NEWLINE = 32
/** In `[^\r\n\p{L}\p{N}]`. */
const PREFIX = 64
/** In `[^\s\p{L}\p{N}]`. */
const OTHER = 128

const classes = new Uint8Array(0x110000)

function classify(code: number): number {
  const character = String.fromCodePoint(code)
  const isNumber = /\p{N}/u.test(character)
  const isLetterOrNumber = isNumber || /\p{L}/u.test(character)
  const isSpace = /\s/u.test(character)
  const isNewline = character === '\r' || character === '\n'
  const found =
    KNOWN |
    (/[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]/u.test(character) ? HEAD : 0) |
    (/[\p{Ll}\p{Lm}\p{Lo}\p{M}]/u.test(character) ? TAIL : 0) |
    (isNumber ? NUMBER : 0) |
    (isSpace ? SPACE : 0) |
    (isNewline ? NEWLINE : 0) |
    (isLetterOrNumber || isNewline ? 0 : PREFIX) |
    (isLetterOrNumber || isSpace ? 0 : OTHER)
  classes[code] = found
  return found
}

function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  const code = unit >= 0xd800 && unit < 0xdc00 ? text.codePointAt(at)! : unit
  return classes[code]! || classify(code)
}

function widthAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xd800 && unit < 0xdc00 && text.codePointAt(at)! > 0xffff ? 2 : 1
}

function skip(text: string, from: number, mask: number): number {
  let at = from
  while (at < text.length && classAt(text, at) & mask) at += widthAt(text, at)
  return at
}

/** End of the piece that starts at `start` (< text.length). Linear: what it looks at ends up in this piece or the next. */
export function nextPieceEnd(text: string, start: number): number {
  return plainWordEnd(text, start) || anyPieceEnd(text, start)
}

/** ` ?[A-Z]?[a-z]+` before ASCII that neither goes on nor begins a contraction: most pieces. 0 for all others. */
function plainWordEnd(text: string, start: number): number {
  let at = text.charCodeAt(start) === 0x20 ? start + 1 : start
  const head = text.charCodeAt(at)
  if (head >= 0x41 && head <= 0x5a) at++
  const lower = at
  let unit = text.charCodeAt(at)
  while (unit >= 0x61 && unit <= 0x7a) unit = text.charCodeAt(++at)
  return at > lower && unit < 0x80 && unit !== 0x27 ? at : 0
}

function anyPieceEnd(text: string, start: number): number {
  const first = classAt(text, start)
  const afterFirst = start + widthAt(text, start)
  if (first & (HEAD | TAIL | PREFIX)) {
    const end =
      (first & PREFIX ? lowercaseWordEnd(text, afterFirst) : 0) ||
      lowercaseWordEnd(text, start) ||
      (first & PREFIX ? uppercaseWordEnd(text, afterFirst) : 0) ||
      uppercaseWordEnd(text, start)
    if (end) return contractionEnd(text, end)
  }
  if (first & NUMBER) return numberEnd(text, afterFirst)
  const symbols = text[start] === ' ' ? afterFirst : start
  const symbolsEnd = skip(text, symbols, OTHER)
  if (symbolsEnd > symbols) {
    let end = symbolsEnd
    while (text[end] === '\r' || text[end] === '\n' || text[end] === '/') end++
    return end
  }
  return whitespaceEnd(text, start)
}

/** `HEAD* TAIL+`; 0 without a match. */
function lowercaseWordEnd(text: string, start: number): number {
  let at = start
  // The last place where TAIL+ could begin inside HEAD*, should nothing of TAIL follow.
  let lastTailEnd = 0
  for (; at < text.length; at += widthAt(text, at)) {
    const found = classAt(text, at)
    if (!(found & HEAD)) break
    if (found & TAIL) lastTailEnd = at + widthAt(text, at)
  }
  const end = skip(text, at, TAIL)
  return end > at ? end : lastTailEnd
}

/** `HEAD+ TAIL*`, tried after `HEAD* TAIL+` failed, so that nothing of TAIL can follow; 0 without a match. */
function uppercaseWordEnd(text: string, start: number): number {
  const end = skip(text, start, HEAD)
  return end > start ? end : 0
}

function contractionEnd(text: string, at: number): number {
  if (text[at] !== "'") return at
  const one = text[at + 1]
  if (one === undefined) return at
  if ('sStTmMdD'.includes(one)) return at + 2
  const pair = text.slice(at + 1, at + 3)
  return /^(?:[rR][eE]|[vV][eE]|[lL][lL])$/.test(pair) ? at + 3 : at
}

function numberEnd(text: string, afterFirst: number): number {
  let at = afterFirst
  for (let digits = 1; digits < 3 && at < text.length && classAt(text, at) & NUMBER; digits++) at += widthAt(text, at)
  return at
}

/** `\s*[\r\n]+`, else all but the last space before a word, else all. */
function whitespaceEnd(text: string, start: number): number {
  let at = start
  let newlineEnd = 0
  for (; at < text.length; at++) {
    const found = classAt(text, at)
    if (!(found & SPACE)) break
    if (found & NEWLINE) newlineEnd = at + 1
  }
  if (newlineEnd) return newlineEnd
  return at === text.length || at === start + 1 ? at : at - 1
}
