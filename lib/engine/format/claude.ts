import { createXmlRenderer } from './xml'

/** Anthropic recommends XML tags; the blueprint's form is `<context name priority>`. */
export const claudeRenderer = createXmlRenderer({
  family: 'claude',
  blockTags: ['context'],
  open: (block) => `<context name="${block.tag}" priority="${block.priority}">\n`,
  close: () => '\n</context>',
  isSandwich: false,
  messageTokens: 5,
  replyTokens: 3,
})
