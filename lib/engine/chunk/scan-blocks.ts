import type { Block } from './block'
import { plainText } from './plain-text'

/**
 * Blocks by looking at each line once: ATX headings, fenced code, table rows, list items, and paragraphs between empty
 * lines. For text that is too long or too deeply nested to parse; it knows no nesting.
 */
export function scanBlocks(body: string): Block[] {
  const blocks: Block[] = []
  let open: Block | undefined
  let fence = ''
  let isInList = false
  const add = (kind: Block['kind'], start: number, end: number) => {
    open = { kind, start, end, children: [], level: 0, title: '' }
    blocks.push(open)
  }
  for (let start = 0; start < body.length; ) {
    const newline = body.indexOf('\n', start)
    const next = newline < 0 ? body.length : newline + 1
    // What tells a line's kind stands at its beginning; a line may have millions of characters.
    const head = body.slice(start, Math.min(next, start + 200)).trimStart()
    const end = start + body.slice(start, next).trimEnd().length
    const marker = /^(?:`{3,}|~{3,})/.exec(head)?.[0]
    const isIndented = /^(?: {4}|\t)/.test(body.slice(start, start + 4))
    if (end > start && !isIndented) isInList = /^(?:[-*+]|\d{1,9}[.)])[ \t]/.test(head)
    const heading = /^(#{1,6})(?:[ \t]|$)/.exec(head.trimEnd())?.[1]
    if (fence) {
      if (open && end > start) open.end = end
      if (marker?.startsWith(fence) && /^[`~]+\s*$/.test(head)) {
        fence = ''
        open = undefined
      }
    } else if (end === start) {
      open = undefined
    } else if (marker) {
      fence = marker
      add('code', start, end)
    } else if (heading) {
      const title = plainText(body.slice(start, end).trim())
      blocks.push({ kind: 'heading', start, end, children: [], level: heading.length, title })
      open = undefined
    } else if (/^(?:[-*+]|\d{1,9}[.)])[ \t]/.test(head)) {
      add('item', start, end)
    } else if (head.startsWith('|')) {
      if (open?.kind === 'table') open.end = end
      else add('table', start, end)
    } else if (isIndented && !isInList && (!open || open.kind === 'code')) {
      if (open) open.end = end
      else add('code', start, end)
    } else if (open && open.kind !== 'table' && open.kind !== 'code') {
      open.end = end
    } else {
      add('text', start, end)
    }
    start = next
  }
  return blocks.map((block) => ({ ...block, start: block.start + leadingSpace(body, block) }))
}

/** What indented code is indented by makes it code. */
function leadingSpace(body: string, { kind, start, end }: Block): number {
  let at = start
  if (kind === 'code' && /^(?: {4}|\t)/.test(body.slice(start, start + 4))) return 0
  while (at < end && body.charAt(at).trim() === '') at++
  return at - start
}
