import type { Block } from './block'

const EMPTY_LINES = /\n[ \t]*\n\s*/g

/** The paragraphs of a plain text: what stands between empty lines. In it a `#` is no heading, and a fence no code. */
export function paragraphs(body: string): Block[] {
  const blocks: Block[] = []
  const add = (start: number, end: number) => {
    const text = body.slice(start, end)
    const from = start + text.length - text.trimStart().length
    if (text.trim() !== '')
      blocks.push({ kind: 'text', start: from, end: start + text.trimEnd().length, children: [], level: 0, title: '' })
  }
  let start = 0
  for (const { 0: found, index } of body.matchAll(EMPTY_LINES)) {
    add(start, index)
    start = index + found.length
  }
  add(start, body.length)
  return blocks
}
