import { createDelimitedRenderer, type LineNotation } from './delimited'
import type { Markup } from './renderer'

/** Clear delimiters, and examples apart from the rest: Google's guide asks for both. */
const NOTATION: LineNotation = {
  family: 'gemini',
  toLine: (words) => `=== ${words} ===`,
  toLabelled: (title) => `=== ${title}`,
  delimiter: /^(\s*)={2,}\s*(?:BEGIN|END)\b/i,
  labelled: /^(\s*)={2,}\s*\[k\d/i,
  turn: /^(\s*)={2,}\s*TURNS?\b/i,
  hasExamples: true,
  messageTokens: 5,
  replyTokens: 3,
}

export const createGeminiRenderer = (markup: Markup) => createDelimitedRenderer(NOTATION, markup)
