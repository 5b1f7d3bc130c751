import type { Passage } from '@/lib/engine'
import { arrangeQuotes } from './arrange-quotes'
import { namesStranger, type Question, readQuestion } from './question'
import { quoteText } from './quote-text'
import { type Scored, scoreQuote } from './score-quote'
import { type Quote, toQuotes } from './to-quotes'

const MAX_QUOTES = 4
/** Characters from which on nothing more is quoted, and those that no further quote passes. */
const ENOUGH_LENGTH = 800
const MAX_LENGTH = 1_000
/** Of as many as the question says none is left out. */
const MAX_LENGTH_OF_COUNTED = 1_500
/** Share of the question's weight that a quote must carry to count as an answer. */
const MIN_COVERAGE = 0.32
/** Of a question of one or two terms both have to be there, or nearly all that they tell. */
const MIN_COVERAGE_OF_FEW = 0.75
const FEW_TERMS = 2
/** Of these shares, where no quote reaches them. */
const LEAST_SHARE = 0.55

/**
 * The parts of the passages that answer a question best, best first; empty when none is about it. What is ranked is what
 * an author wrote together: a paragraph, a list with the sentence before it, a table, a piece of code, the headings of a
 * section. Of a long one the parts that fit are quoted.
 */
export function extractAnswer(query: string, passages: Passage[]): { label?: string; text: string }[] {
  const quotes = toQuotes(passages)
  const question = readQuestion(query, quotes)
  if (question.asked.words.length === 0 || quotes.length === 0 || namesStranger(query, passages)) return []
  const scored = quotes
    .map((quote) => scoreQuote(quote, question, passages[quote.passage] ?? {}))
    .sort((a, b) => b.score - a.score)

  const answer: { label?: string; text: string }[] = []
  let length = 0
  let before: Quote | undefined
  const most = question.form.count === null ? MAX_LENGTH : MAX_LENGTH_OF_COUNTED
  for (const quote of arrangeQuotes(thatAnswer(scored, question), quotes, question)) {
    if (answer.length >= MAX_QUOTES || length >= ENOUGH_LENGTH) break
    const text = quoteText(quote, question, before)
    if (answer.some((each) => each.text.includes(text))) continue
    if (answer.length > 0 && length + lengthOf(text) > most) continue
    const shorter = answer.findIndex((each) => text.includes(each.text))
    if (shorter >= 0) answer.splice(shorter, 1)
    length += lengthOf(text)
    before = quote
    answer.push({ text, label: passages[quote.passage]?.label })
  }
  return answer
}

/** What a person reads of it: no addresses of links. */
const lengthOf = (text: string) => text.replaceAll(LINK_TARGET, ']').length
const LINK_TARGET = /\]\([^()\s]*\)/g

/** Those that carry enough of the question; of a long question less is enough where none does. */
function thatAnswer(scored: Scored[], { asked }: Question): Scored[] {
  const isFew = asked.words.length <= FEW_TERMS
  const least = isFew ? MIN_COVERAGE_OF_FEW : MIN_COVERAGE
  const sure = scored.filter(({ coverage }) => coverage >= least)
  if (sure.length > 0) return sure
  return isFew
    ? scored.filter(({ coverage, headed }) => headed > 0 && coverage >= MIN_COVERAGE)
    : scored.filter(({ coverage }) => coverage >= least * LEAST_SHARE)
}
