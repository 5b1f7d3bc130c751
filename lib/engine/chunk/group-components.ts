import type { Block } from './block'

const OPENING = /^<([A-Z][\w.]*)(?=[\s/>])/
/** Longer components (UTF-16 units) are not looked for: they would not fit any chunk. */
const MAX_LENGTH = 20_000

/**
 * Makes one block of a component (JSX in MDX) and all that stands between its tags, with those blocks as children, when
 * it fits; a larger one stays as it is, so that the headings inside it divide it.
 */
export function groupComponents(body: string, blocks: Block[], fits: (start: number, end: number) => boolean): Block[] {
  const result: Block[] = []
  for (let at = 0; at < blocks.length; ) {
    const block = blocks[at]!
    const last = findEnd(body, blocks, at)
    const end = blocks[last]?.end ?? block.end
    if (last > at && fits(block.start, end)) {
      const children = blocks.slice(at, last + 1)
      result.push({ kind: 'component', start: block.start, end, children, level: 0, title: '' })
      at = last + 1
    } else {
      result.push(block)
      at++
    }
  }
  return result
}

/** Position of the block with the tag that closes what this block opens; its own when it opens nothing. */
function findEnd(body: string, blocks: Block[], at: number): number {
  const block = blocks[at]!
  const name = block.kind === 'text' ? OPENING.exec(body.slice(block.start, block.start + 100))?.[1] : undefined
  if (!name) return at
  const tag = new RegExp(`<(/?)${name.replaceAll('.', '\\.')}(?=[\\s/>])(?:[^>]{0,500}?(/)>)?`, 'g')
  let depth = 0
  for (let i = at; i < blocks.length && blocks[i]!.end - block.start < MAX_LENGTH; i++) {
    const { kind, start, end } = blocks[i]!
    if (kind === 'code') continue
    for (const [, closing, selfClosing] of body.slice(start, end).matchAll(tag)) {
      if (closing) depth--
      else if (!selfClosing) depth++
    }
    if (depth <= 0) return i
  }
  return at
}
