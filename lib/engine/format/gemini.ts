import { createDelimitedRenderer, type LineNotation } from './delimited'

/** Clear delimiters, and examples apart from the rest: Google's guide asks for both. */
const NOTATION: LineNotation = {
  family: 'gemini',
  toLine: (words) => `=== ${words} ===`,
  toLabelled: (title) => `=== ${title}`,
  delimiter: /^(\s*)={2,}\s*(?:BEGIN|END)\b/i,
  labelled: /^(\s*)={2,}\s*\[k\d/i,
  hasExamples: true,
  messageTokens: 5,
  replyTokens: 3,
}

export const geminiRenderer = createDelimitedRenderer(NOTATION)
export const geminiLeastRenderer = createDelimitedRenderer(NOTATION, { isLeast: true })
