import { BLOCKS } from './blocks'
import { createXmlRenderer } from './xml'

/** Named XML elements, and the instructions once more at the end: smaller models forget what stands far above. */
export const llamaRenderer = createXmlRenderer({
  family: 'llama',
  blockTags: Object.values(BLOCKS).map((block) => block.tag),
  open: (block) => `<${block.tag} priority="${block.priority}">\n`,
  close: (block) => `\n</${block.tag}>`,
  isSandwich: true,
  messageTokens: 5,
  replyTokens: 4,
})
