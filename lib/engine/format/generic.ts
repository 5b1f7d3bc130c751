import { createDelimitedRenderer, type LineNotation } from './delimited'

/** For models nothing is known about: plain lines that no notation gives another meaning. */
const NOTATION: LineNotation = {
  family: 'generic',
  toLine: (words) => `[${words}]`,
  toLabelled: (title) => `[${title}]`,
  delimiter: /^(\s*)\[\s*(?:BEGIN|END)\b/i,
  labelled: /^(\s*)\[\s*\[k\d/i,
  hasExamples: false,
  messageTokens: 6,
  replyTokens: 4,
}

export const genericRenderer = createDelimitedRenderer(NOTATION)
export const genericLeastRenderer = createDelimitedRenderer(NOTATION, { isLeast: true })
