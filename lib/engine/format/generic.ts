import { createDelimitedRenderer, type LineNotation } from './delimited'
import type { Markup } from './renderer'

/** For models nothing is known about: plain lines that no notation gives another meaning. */
const NOTATION: LineNotation = {
  family: 'generic',
  toLine: (words) => `[${words}]`,
  toLabelled: (title) => `[${title}]`,
  delimiter: /^(\s*)\[\s*(?:BEGIN|END)\b/i,
  labelled: /^(\s*)\[\s*\[k\d/i,
  turn: /^(\s*)\[\s*TURNS?\b/i,
  hasExamples: false,
  messageTokens: 6,
  replyTokens: 4,
}

export const createGenericRenderer = (markup: Markup) => createDelimitedRenderer(NOTATION, markup)
