import { fenceMarker, findFenceClose } from './fences'

/** HTML that an empty line does not end: how it begins, what ends it, and where that may stand at the earliest. */
const RAW_HTML: { opening: RegExp; closing: RegExp; from: number }[] = [
  {
    opening: /^<(?:pre|script|style|textarea)(?=[ \t\r\n>]|$)/i,
    closing: /<\/(?:pre|script|style|textarea)>/gi,
    from: 0,
  },
  { opening: /^<!--/, closing: /-->/g, from: 2 },
  { opening: /^<\?/, closing: /\?>/g, from: 1 },
  { opening: /^<!\[CDATA\[/, closing: /\]\]>/g, from: 0 },
  { opening: /^<![A-Z]/i, closing: />/g, from: 0 },
]
const EMPTY_LINE = /(?:\r\n|\r(?!\n)|\n)(?=[ \t]*(?:[\r\n]|$))/g
const LINE_END = /[\r\n]/g

/**
 * Where a top-level block really ends that was parsed up to `end` only: fenced code and HTML may go on behind it.
 *
 * @returns the begin of the line behind the block; undefined when it ended before `end`
 */
export function findOpenEnd(body: string, type: string | undefined, start: number, end: number): number | undefined {
  if (type === 'code') {
    const marker = fenceMarker(body, start)
    const close = marker ? (findFenceClose(body, start + marker.length, marker) ?? body.length) : start
    return close < end ? undefined : nextLine(body, close)
  }
  if (type !== 'html') return undefined
  const raw = RAW_HTML.find(({ opening }) => opening.test(body.slice(start, start + 20)))
  const close = raw ? search(raw.closing, body, start + raw.from) : search(EMPTY_LINE, body, start)
  return close < end ? undefined : nextLine(body, close)
}

function nextLine(body: string, from: number): number {
  const at = search(LINE_END, body, from)
  return body.startsWith('\r\n', at) ? at + 2 : Math.min(at + 1, body.length)
}

/** Where the pattern matches next, else the end. */
function search(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.exec(text)?.index ?? text.length
}
