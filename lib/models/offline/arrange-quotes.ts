import type { Question } from './question'
import { itemsOf, MIN_HEADED, type Scored } from './score-quote'
import type { Quote } from './to-quotes'

/** Quotes below this share of the best one's score are left out. */
const SCORE_FLOOR = 0.6
const BRIEF_LENGTH = 160
/** How many blocks behind its introduction a list may stand. */
const LIST_DISTANCE = 2

/**
 * The quotes of an answer in their order: the best first, then what goes on from it, then the others by their score.
 * After one whose heading is what is asked, how to do something goes on in its section.
 */
export function arrangeQuotes(scored: Scored[], quotes: Quote[], { form }: Question): Quote[] {
  const [first] = scored
  if (!first) return []
  const [, ...others] = scored.filter(({ score }) => score >= first.score * SCORE_FLOOR).map(({ quote }) => quote)
  if (form.isSteps && first.headed >= MIN_HEADED) {
    const isRest = isInSection(first.quote)
    const section = scored.map(({ quote }) => quote).filter(isRest)
    return [first.quote, ...section.sort((a, b) => a.at - b.at), ...others.filter((quote) => !isRest(quote))]
  }
  const counted = form.count === null ? [] : listsUpTo(form.count, first.quote, quotes)
  if (counted.length > 0) return [first.quote, ...counted, ...others.filter((quote) => !counted.includes(quote))]
  const isIntroduction = form.isList && first.quote.block.kind === 'prose'
  const next = quotes.find(isIntroduction ? listsBelow(first.quote) : goesOn(first.quote))
  return [first.quote, ...(next ? [next] : []), ...others.filter((quote) => quote !== next)]
}

/**
 * The lists that go on in the section, where they are as many items as the question says only together: an author may
 * put a sentence between them.
 */
function listsUpTo(count: number, first: Quote, quotes: Quote[]): Quote[] {
  const isOne = first.block.kind === 'list'
  let items = isOne ? itemsOf(first) : 0
  if (isOne && items >= count) return []
  const lists: Quote[] = []
  for (const quote of quotes.filter((each) => each.block.kind === 'list').filter(isInSection(first))) {
    if (items >= count) break
    items += itemsOf(quote)
    lists.push(quote)
  }
  return items === count ? lists : []
}

/** Below it, under the same heading. */
const isInSection =
  (from: Quote) =>
  ({ passage, block, at }: Quote) =>
    passage === from.passage && at > from.at && block.heading === from.block.heading

/** What follows on a sentence by itself, which often only begins to answer. */
const goesOn = (from: Quote) => (quote: Quote) =>
  isBrief(from) && quote.at === from.at + 1 && quote.block.kind !== 'outline' && isInSection(from)(quote)

const isBrief = ({ block }: Quote) =>
  block.kind === 'prose' && block.parts.length === 1 && (block.parts[0]?.length ?? 0) <= BRIEF_LENGTH

/** What is asked for as a list is told by one, where its introduction was found by its words. */
const listsBelow = (from: Quote) => (quote: Quote) =>
  (quote.block.kind === 'list' || quote.block.kind === 'table') &&
  quote.at <= from.at + LIST_DISTANCE &&
  isInSection(from)(quote)
