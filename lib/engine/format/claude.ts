import type { Markup } from './renderer'
import { createXmlRenderer, type XmlNotation } from './xml'

/** Anthropic recommends XML tags; the blueprint's form is `<context name priority>`. */
const NOTATION: XmlNotation = {
  family: 'claude',
  blockTags: ['context'],
  open: (block) => `<context name="${block.tag}" priority="${block.priority}">\n`,
  close: () => '\n</context>',
  isSandwich: false,
  messageTokens: 5,
  replyTokens: 3,
}

export const createClaudeRenderer = (markup: Markup) => createXmlRenderer(NOTATION, markup)
