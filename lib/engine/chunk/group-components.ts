import type { Block } from './block'

const OPENING = /^<([A-Z][\w.]*)(?=[\s/>])/
type Fits = (start: number, end: number) => boolean

/**
 * Makes one block of a component (JSX in MDX) and all that stands between its tags, with those blocks as children, when
 * it fits; a larger one stays as it is, so that the headings inside it divide it.
 */
export function groupComponents(body: string, blocks: Block[], fits: Fits): Block[] {
  const result: Block[] = []
  for (let at = 0; at < blocks.length; ) {
    const block = blocks[at]!
    const last = findEnd(body, blocks, at, fits)
    const end = blocks[last]?.end ?? block.end
    if (last > at) {
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

/** Position of the block with the tag that closes what this block opens; its own when it opens nothing or does not fit. */
function findEnd(body: string, blocks: Block[], at: number, fits: Fits): number {
  const block = blocks[at]!
  const name = block.kind === 'text' ? OPENING.exec(body.slice(block.start, block.start + 100))?.[1] : undefined
  if (!name) return at
  const tag = new RegExp(`<(/?)${name.replaceAll('.', '\\.')}(?=[\\s/>])(?:[^>]{0,500}?(/)>)?`, 'g')
  let depth = 0
  for (let i = at; i < blocks.length && fits(block.start, blocks[i]!.end); i++) {
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
