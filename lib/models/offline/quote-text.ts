import { isNamed, shareIn, weightIn } from './asked-words'
import { measuredAt } from './measured-part'
import type { Question } from './question'
import { joinSentences, measuredIn } from './question-words'
import type { Quote } from './to-quotes'

const MAX_ROWS = 16
const NAME_IN_CODE = /^`[^`]+`$/
const MAX_SENTENCES = 3
/** Characters up to which a paragraph is quoted whole: cut, it would hardly be shorter. */
const SHORT_PARAGRAPH = 420
/** What the sentence that holds most of the question adds to the window that it stands in. */
const SENTENCE_SHARE = 0.5
/** Items up to which a list is quoted whole. */
const MAX_SHORT_LIST = 4

/**
 * A quote as markdown, with no more of it than answers, under the heading that says what it is about.
 *
 * @param before the quote that stands before it; a heading is said once for both
 */
export function quoteText(quote: Quote, question: Question, before?: Quote): string {
  const isBelow = before?.passage === quote.passage && before.block.heading === quote.block.heading
  return (isBelow ? '' : headingOf(quote, question)) + bodyOf(quote, question)
}

/** The heading right above, where it names what is asked, or what the quote describes, and the quote does not. */
function headingOf({ block, heading, own }: Quote, { asked }: Question): string {
  if (block.heading === '') return ''
  // what a reference describes is named above its description alone
  const isName = NAME_IN_CODE.test(block.heading) && !block.parts.some((part) => part.includes(block.heading))
  const isTelling = isName || asked.words.some((word) => shareIn(word, heading) === 1 && shareIn(word, own) < 1)
  return isTelling ? `**${block.heading}**\n\n` : ''
}

function bodyOf(quote: Quote, question: Question): string {
  const { block } = quote
  const lead = block.lead === '' ? [] : [block.lead, '']
  if (block.kind === 'prose') return [...lead, joinSentences(bestWindow(quote, question))].join('\n')
  if (block.kind === 'code') {
    const [opening = '```', closing = '```'] = block.head
    return [...lead, opening, ...block.parts.slice(0, 2 * MAX_ROWS), closing].join('\n')
  }
  return [...lead, ...block.head, ...fittingParts(quote, question).slice(0, MAX_ROWS)].join('\n')
}

/** The items or rows that hold at least half of what the best one holds; all of them where the whole is asked for. */
function fittingParts(quote: Quote, question: Question): string[] {
  const { block } = quote
  const found = quote.parts.map((part) => weightIn(question.asked, part))
  const most = found.reduce((a, b) => Math.max(a, b), 0)
  const isWhole = most === 0 || isAskedWhole(quote, question)
  const chosen = new Set(found.flatMap((weight, at) => (isWhole || weight >= most / 2 ? [at] : [])))
  return block.kind === 'list' ? withFamily(block.parts, chosen) : block.parts.filter((_, at) => chosen.has(at))
}

/** A list that is asked for as such or is short, and a table of what the question asks for: “which fields” by `Field`. */
function isAskedWhole({ block, keys }: Quote, { form, asked }: Question): boolean {
  if (block.kind === 'outline') return true
  if (block.kind === 'list') return form.isWhole || block.parts.length <= MAX_SHORT_LIST
  return form.isWhole && block.head.length > 0 && keys[0] !== undefined && isNamed(keys[0], asked)
}

/** How deep an item of a list stands, in spaces. */
export const depthOf = (item: string) => item.search(/\S/)

/** Items of a list with those that they stand below, and with those that they introduce, indented by what they share. */
function withFamily(items: string[], chosen: Set<number>): string[] {
  const above: { at: number; depth: number; isOpen: boolean }[] = []
  const kept = new Set<number>()
  for (const [at, item] of items.entries()) {
    const depth = depthOf(item)
    while ((above.at(-1)?.depth ?? -1) >= depth) above.pop()
    const isChosen = chosen.has(at) || above.at(-1)?.isOpen === true
    if (isChosen) for (const each of above) kept.add(each.at)
    if (isChosen) kept.add(at)
    above.push({ at, depth, isOpen: isChosen && item.endsWith(':') })
  }
  const shown = items.filter((_, at) => kept.has(at))
  const least = shown.reduce((depth, item) => Math.min(depth, depthOf(item)), Number.POSITIVE_INFINITY)
  return shown.map((item) => item.slice(least))
}

/** The neighbouring sentences that hold most of what is asked, as early as they can begin. */
function bestWindow(quote: Quote, question: Question): string[] {
  const { block, parts, defined, language } = quote
  const { form, asked } = question
  const definition = form.isDefinition ? defined.findIndex((each) => isNamed(each, asked)) : -1
  if (definition >= 0) return block.parts.slice(definition, definition + MAX_SENTENCES)
  const measured = measuredAt(quote, question)
  if (measured >= 0) {
    let start = measured
    // numbers that are told in a row belong together
    while (start > 0 && measured - start < MAX_SENTENCES - 1 && measuredIn(language).test(block.parts[start - 1] ?? ''))
      start--
    return block.parts.slice(start, start + MAX_SENTENCES)
  }
  if (joinSentences(block.parts).length <= SHORT_PARAGRAPH) return block.parts
  let best = { at: 0, weight: -1 }
  for (let at = 0; at === 0 || at + MAX_SENTENCES <= parts.length; at++) {
    const window = parts.slice(at, at + MAX_SENTENCES)
    const most = Math.max(...window.map((part) => weightIn(asked, part)))
    const weight = weightIn(asked, ...window) + SENTENCE_SHARE * most
    if (weight > best.weight) best = { at, weight }
  }
  return block.parts.slice(best.at, best.at + MAX_SENTENCES)
}
