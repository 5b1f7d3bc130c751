import { createDelimitedRenderer } from './delimited'

/** For models nothing is known about: plain lines that no notation gives another meaning. */
export const genericRenderer = createDelimitedRenderer({
  family: 'generic',
  toLine: (words) => `[${words}]`,
  delimiter: /^(\s*)\[\s*(?:BEGIN|END)\b/i,
  hasExamples: false,
  messageTokens: 6,
  replyTokens: 4,
})
