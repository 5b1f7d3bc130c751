import { detectLanguage } from '../text/detect-language'
import { forEachAskedTermOf } from '../text/terms'
import { classifyQueryType } from './classify-query-type'

/** From this length on (UTF-16 units) a message holds pasted text: nobody types a question of 300 words. */
const PASTED_LENGTH = 2_000
/** How much of each end is looked at, and of how many parts of it. */
const END_LENGTH = 1_000
const END_PARTS = 3
/** A longer part is a paragraph of the pasted text. */
const MAX_QUESTION_LENGTH = 400
/** Ends of sentences, and of lines. */
const BORDERS = /(?<=[.!?])\s+|(?<=[。？！])|\n+/u
/** Points at the pasted text: such a question says what it is about only with words enough of its own. */
const POINTS =
  /(?<![\p{L}\p{N}])(?:this|that|these|those|it|its|above|below|following|dies\p{L}*|das|hier|oben|unten|ça|cela|ceci|ce|esto|este|esta|eso|questo|questa|dit|deze|これ|この|上記|这|上面)(?![\p{L}\p{N}])/iu
const WORDS_OF_ITS_OWN = 3

/**
 * What a message asks: of a long one the question at its end, else the one at its beginning, since a log or a mail that was
 * pasted beside it is no part of it. The whole message when it is short, when neither end asks, and when the question says
 * too little without the pasted text ("What does this mean?").
 */
export function findAsked(message: string): string {
  const text = message.trim()
  if (text.length < PASTED_LENGTH) return message
  const ends = [
    partsOf(text.slice(-END_LENGTH)).slice(-END_PARTS).reverse(),
    partsOf(text.slice(0, END_LENGTH)).slice(0, END_PARTS),
  ]
  const asked = ends.flatMap((parts) => parts.filter((part, at) => isQuestion(part) || (at === 0 && isRequest(part))))
  return asked.find(saysEnough) ?? message
}

function partsOf(text: string): string[] {
  return text.split(BORDERS).flatMap((part) => (part.trim() ? [part.trim()] : []))
}

const isQuestion = (part: string) => /[?？]["'”’»)]*$/u.test(part)

/** "how do I roll a module back", without a question mark; a line of a log may be worded like a command. */
function isRequest(part: string): boolean {
  if (part.length > MAX_QUESTION_LENGTH) return false
  return !['statement', 'keywords', 'command'].includes(classifyQueryType(part))
}

function saysEnough(part: string): boolean {
  if (part.length > MAX_QUESTION_LENGTH) return false
  const words = new Set<string>()
  forEachAskedTermOf(part, detectLanguage(part), ({ word }) => words.add(word))
  return words.size >= (POINTS.test(part) ? WORDS_OF_ITS_OWN : 1)
}
