import { rememberTerms } from '../text/remember-terms'
import { visibleText } from './visible-text'

/** Replaces `remove` UTF-16 units at `at` with `insert`. */
export type Edit = { at: number; remove: number; insert: string }

/** Control tokens of chat templates: a server that reads them in content would end the message there. */
const CONTROL_TOKEN =
  /<(?=[|｜][\w▁ ]{1,40}[|｜]>|\/?s>|(?:bos|eos|pad|unk)>|(?:start|end)_of_(?:turn|image)>|<\/?SYS>>)|\[(?=\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT)\])/gi

export function findControlTokens(text: string): Edit[] {
  return findEdits(text, CONTROL_TOKEN, (match) => (match === '[' ? '(' : '&lt;'))
}

export function findEdits(text: string, pattern: RegExp, replace: (match: string) => string): Edit[] {
  return [...text.matchAll(pattern)].map((match) => ({
    at: match.index,
    remove: match[0].length,
    insert: replace(match[0]),
  }))
}

/** Every line with its offset. Whatever could be taken for a line break counts as one. */
export function* eachLine(text: string): Generator<{ at: number; line: string }> {
  const breaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g
  let at = 0
  for (const match of text.matchAll(breaks)) {
    yield { at, line: text.slice(at, match.index) }
    at = match.index + match[0].length
  }
  yield { at, line: text.slice(at) }
}

/**
 * In the text as it is and as it is seen, since a hidden character may part a delimiter or end one; in order of offset,
 * none inside another. What is removed takes the hidden characters inside it along.
 */
function findAllHazards(whole: string, findHazards: (text: string) => Edit[]): Edit[] {
  const edits = findHazards(whole)
  const { text, toOffset } = visibleText(whole)
  if (text !== whole) {
    const seen = findHazards(text).sort((a, b) => a.at - b.at)
    edits.push(
      ...seen.map(({ at, remove, insert }) => {
        const start = toOffset(at)
        return { at: start, remove: remove === 0 ? 0 : toOffset(at + remove - 1) + 1 - start, insert }
      }),
    )
  }
  edits.sort((a, b) => a.at - b.at || b.remove - a.remove)
  let end = -1
  return edits.filter(({ at, remove }) => {
    const isOutside = at >= end
    if (isOutside) end = at + Math.max(1, remove)
    return isOutside
  })
}

/**
 * Escapes texts that stand side by side: hazards are looked for in the joined text, since two harmless halves can make
 * one, and each change goes to the text in which it starts. Lone surrogates and NUL become U+FFFD.
 */
export function escapeParts(texts: string[], findHazards: (text: string) => Edit[]): string[] {
  const joined = texts.join('').toWellFormed().replaceAll('\0', '\uFFFD')
  const edits = findAllHazards(joined, findHazards)
  const escaped: string[] = []
  let position = 0
  let partEnd = 0
  let next = 0
  for (const text of texts) {
    partEnd += text.length
    let out = ''
    for (let edit = edits[next]; edit && edit.at < partEnd; edit = edits[++next]) {
      out += joined.slice(position, edit.at) + edit.insert
      position = edit.at + edit.remove
    }
    escaped.push(out + joined.slice(position, Math.max(position, partEnd)))
    position = Math.max(position, partEnd)
  }
  return escaped
}

const remembered = new WeakMap<(text: string) => Edit[], (text: string) => string>()

/** The same of one text. The messages of a conversation are sent again and again. */
export function escapeText(text: string, findHazards: (text: string) => Edit[]): string {
  let escaped = remembered.get(findHazards)
  if (!escaped) {
    escaped = rememberTerms((whole) => escapeParts([whole], findHazards).join(''), { texts: 2_000, length: 1_000_000 })
    remembered.set(findHazards, escaped)
  }
  return escaped(text)
}

/** Neither the begin of a control token nor a character that is not seen. */
const PLAIN = /^[ -;=-Z\\-~]*$/

/** For names in openings: one line, without control tokens. */
export function toInline(text: string): string {
  const line = text.replace(/[\s\u0085\0]+/g, ' ').trim()
  if (PLAIN.test(line)) return line
  return escapeParts([line], findControlTokens).join('')
}
