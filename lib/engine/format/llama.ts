import { BLOCKS } from './blocks'
import type { Markup } from './renderer'
import { createXmlRenderer, type XmlNotation } from './xml'

/** Named XML elements, and the instructions once more at the end: smaller models forget what stands far above. */
const NOTATION: XmlNotation = {
  family: 'llama',
  blockTags: Object.values(BLOCKS).map((block) => block.tag),
  open: (block) => `<${block.tag} priority="${block.priority}">\n`,
  close: (block) => `\n</${block.tag}>`,
  isSandwich: true,
  messageTokens: 5,
  replyTokens: 4,
}

export const createLlamaRenderer = (markup: Markup) => createXmlRenderer(NOTATION, markup)
