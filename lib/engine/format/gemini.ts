import { createDelimitedRenderer } from './delimited'

/** Clear delimiters, and examples apart from the rest: Google's guide asks for both. */
export const geminiRenderer = createDelimitedRenderer({
  family: 'gemini',
  toLine: (words) => `=== ${words} ===`,
  delimiter: /^(\s*)={2,}\s*(?:BEGIN|END)\b/i,
  hasExamples: true,
  messageTokens: 5,
  replyTokens: 3,
})
