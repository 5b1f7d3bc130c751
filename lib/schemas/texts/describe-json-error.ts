import { describeAt, placeOf, wordAt } from './place-in-text'

type Found = { at: number; expected: string; hint?: string }
type Next = 'value' | 'first value' | 'field' | 'first field' | 'colon' | 'more' | 'end'

const EXPECTED: Record<Exclude<Next, 'more'>, string> = {
  value: 'a value',
  'first value': 'a value or “]”',
  field: 'the name of a field, in double quotes',
  'first field': 'the name of a field, in double quotes, or “}”',
  colon: 'a colon',
  end: 'the end',
}
const SPACE = /[ \t\n\r]*/y
const ATOM = /(?:true|false|null)(?![\w$])|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.$])/y
const LAST_CONTROL = 0x1f

/** What others write for a value, and what JSON has in its place. */
const OTHER_WORDS: Record<string, string> = {
  NaN: 'null',
  Infinity: 'null',
  '-Infinity': 'null',
  undefined: 'null',
  None: 'null',
  nil: 'null',
  True: 'true',
  False: 'false',
}

/**
 * Why a text is no JSON, in words that go behind “not valid JSON:”: where it ends to be it, what should stand there, and
 * what does. In a time that grows with the length only, however deep it is. @param text that `JSON.parse` has refused
 */
export const describeJsonError = (text: string): string => locateJsonError(text).message

/** The same, and the line that it names. */
export function locateJsonError(text: string): { message: string; line: number } {
  const found = findError(text)
  if (!found) return { message: 'it could not be read', line: 1 }
  const { at, expected } = found
  const { line, column } = placeOf(text, at)
  const said = `line ${line}, column ${column}: expected ${expected}, found ${describeAt(text, at)}`
  const hint = found.hint ?? hintFor(text, at, expected)
  return { message: hint ? `${said}. ${hint}` : said, line }
}

function findError(text: string): Found | null {
  const open: ('[' | '{')[] = []
  let next: Next = 'value'
  for (let at = endOf(SPACE, text, 0); ; at = endOf(SPACE, text, at)) {
    const letter = text[at]
    const inside = open.at(-1)
    if (next === 'end') return letter === undefined ? null : { at, expected: EXPECTED.end }
    if (next === 'more') {
      const closing = inside === '[' ? ']' : '}'
      if (letter !== ',' && letter !== closing) return { at, expected: `a comma or “${closing}”` }
      at++
      if (letter === ',') next = inside === '[' ? 'value' : 'field'
      else {
        open.pop()
        next = open.length === 0 ? 'end' : 'more'
      }
    } else if (next === 'colon') {
      if (letter !== ':') return { at, expected: EXPECTED.colon }
      at++
      next = 'value'
    } else if ((next === 'first value' && letter === ']') || (next === 'first field' && letter === '}')) {
      at++
      open.pop()
      next = open.length === 0 ? 'end' : 'more'
    } else if (letter === '"') {
      const end = endOfString(text, at)
      if (typeof end !== 'number') return end
      at = end
      if (next === 'field' || next === 'first field') next = 'colon'
      else next = open.length === 0 ? 'end' : 'more'
    } else if (next === 'field' || next === 'first field') {
      return { at, expected: EXPECTED[next] }
    } else if (letter === '[' || letter === '{') {
      at++
      open.push(letter)
      next = letter === '[' ? 'first value' : 'first field'
    } else {
      const end = endOf(ATOM, text, at)
      if (end === at) return { at, expected: EXPECTED[next] }
      at = end
      next = open.length === 0 ? 'end' : 'more'
    }
  }
}

/** Behind what a pattern matches at a place; the place itself where it does not match. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

/** Behind the closing quote of the text that opens there, or what is wrong within. */
function endOfString(text: string, start: number): number | Found {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '"') return at + 1
    if (text[at] === '\\') {
      const escaped = text.slice(at + 1, at + 6)
      if (!/^(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/.test(escaped)) {
        return { at, expected: 'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000', hint: 'Write \\\\ for a backslash.' }
      }
      at++
    } else if (text.charCodeAt(at) <= LAST_CONTROL) {
      const written = text[at] === '\n' || text[at] === '\r' ? '\\n for a line break' : '\\t for a tab'
      const isWhitespace = /[\n\r\t]/.test(text[at]!)
      const hint = isWhitespace
        ? `Write ${written} in a text.`
        : 'Write a control character as \\u and its four digits.'
      return { at, expected: 'the closing quote of a text', hint }
    }
  }
  return { at: text.length, expected: 'the closing quote of a text' }
}

/** What to do about what people write who have another language in mind. */
function hintFor(text: string, at: number, expected: string): string | undefined {
  const letter = text[at]
  if (letter === undefined) return 'It may have been cut off.'
  if (/^(?:\/[/*]|#)/.test(text.slice(at, at + 2))) return 'JSON has no comments.'
  if (/['‘’“”`]/.test(letter)) return 'Texts and names stand in straight double quotes.'
  const isBehindComma = text.slice(0, at).trimEnd().endsWith(',')
  if (isBehindComma && (letter === ']' || letter === '}')) return 'Take the comma before it away.'
  const instead = OTHER_WORDS[wordAt(text, at)]
  return instead && expected.startsWith(EXPECTED.value) ? `Write ${instead}.` : undefined
}
