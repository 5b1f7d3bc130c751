import type { Passage } from '@/lib/engine'
import type { BlockKind } from './answer-blocks'
import { coverageOf, isNamed } from './asked-words'
import { measuredAt, namesMeasure } from './measured-part'
import type { Question } from './question'
import { deniesIn, measuredIn, settlesIn } from './question-words'
import { depthOf } from './quote-text'
import type { Quote } from './to-quotes'

/** A quote as an answer: `coverage` is the share of the question that it and its headings hold, `headed` its heading. */
export type Scored = { quote: Quote; coverage: number; headed: number; score: number }

/** Share of the question that the heading names, from which on its section is what is asked for. */
export const MIN_HEADED = 0.7
/** How much the best sentence, item or row counts beside the whole block. */
const PART_SHARE = 0.6
const PART_SHARE_OF_YES_NO = 0.9
/** What the heading right above adds that names all that is asked. */
const HEADING_BONUS = 0.6
/** What it adds that the module's name is all that is asked. */
const TITLE_BONUS = 1
/** What the passage's relevance adds, as the search saw it. */
const RELEVANCE_BONUS = 1
const RANK_DECAY = 0.05
/** Passages from this place on count alike. */
const LAST_RANK = 6
const LENGTH_PENALTY = 0.3

/** A line for a terminal, also where nothing but a component of the page marks it. */
const COMMAND_LINE =
  /^(?:\$ )?(?:npx|npm|pnpm|yarn|bunx?|pip|pipx|uvx?|docker|git|curl|brew|apt|cargo|go|deno|python3?|node) \S/
const INLINE_COMMAND = /`[^`\n]+ [^`\n]+`/
/** A path in code, or the way through a screen. */
const PLACE = /`[^`\n]*[./][^`\n]*`|\b(?:folder|directory|file|tab|screen|menu)\b|→|\bUnder \p{Lu}/u
const NUMBER = /\d/
/** What “it” and “they” are cannot be told without the sentence before. */
const DANGLING = /^(?:it|they|this|these|those|that|he|she|but|and|so|then)\b/i
const MIN_SIDE = 0.5
const MIN_LISTED = 0.5

/**
 * What a quote has that answers of the asked form have, and the factor of its score. They multiply, as the independent
 * traits of a log-linear model do; the factors are set by hand on the practice half of the labelled questions.
 */
const TRAITS: [factor: number, has: (quote: Quote, question: Question) => boolean][] = [
  [1.6, ({ block }, { names }) => names.some((name) => block.parts.some((part) => part.includes(name)))],
  [1.8, (quote, question) => measuredAt(quote, question) >= 0],
  [1.4, ({ defined }, { form, asked }) => form.isDefinition && defined.some((each) => isNamed(each, asked))],
  [0.8, ({ block }) => block.kind === 'prose' && DANGLING.test(block.parts[0] ?? '')],
  [
    1.5,
    ({ keys, cells }, { form, asked }) =>
      (form.isLookup ? [...keys, ...cells] : keys).some((key) => isNamed(key, asked)),
  ],
  [1.25, (quote, { form }) => form.isYesNo && quote.block.kind === 'prose' && says(quote, settlesIn(quote.language))],
  [1.3, (quote, { form }) => form.isCommand && quote.block.kind !== 'code' && says(quote, INLINE_COMMAND)],
  [1.3, (quote, { form }) => form.isPlace && quote.block.kind !== 'code' && says(quote, PLACE)],
  [1.4, (quote, { form }) => form.isMeasure && quote.block.kind !== 'code' && saysNumber(quote)],
  [1.4, (quote, question) => quote.block.kind !== 'code' && namesMeasure(quote, question)],
  [1.4, tellsBothSides],
  [1.4, keysBothSides],
  [1.3, isListed],
  [1.5, (quote, { form }) => form.isDenied && denies(quote)],
  [0.75, (quote, { form }) => form.isDenied && !denies(quote)],
  [1.5, isCounted],
]

const saysNumber = (quote: Quote) => says(quote, NUMBER) || says(quote, measuredIn(quote.language))
const says = ({ block }: Quote, pattern: RegExp) => block.parts.some((part) => pattern.test(part))

/**
 * How well a quote answers: the share of the question that it holds, as a whole and by its best part (passage
 * retrieval, Callan 1994), times its traits and what the search thought of its passage.
 */
export function scoreQuote(quote: Quote, question: Question, { relevance = 1 }: Partial<Passage>): Scored {
  const { form, asked } = question
  const headed = coverageOf(asked, quote.heading)
  if (quote.block.kind === 'outline' && headed < MIN_HEADED) return { quote, coverage: 0, score: 0, headed }
  const coverage = coverageOf(asked, quote.own, quote.context)
  const best = quote.parts.reduce((most, part) => Math.max(most, coverageOf(asked, part, quote.context)), 0)
  const share = form.isYesNo ? PART_SHARE_OF_YES_NO : PART_SHARE
  const titled = isNamed(quote.title, asked) ? 1 + TITLE_BONUS * coverageOf(asked, quote.title) : 1
  const traits = TRAITS.reduce((product, [factor, has]) => (has(quote, question) ? product * factor : product), 1)
  const prior = (1 + RELEVANCE_BONUS * relevance) / (1 + RANK_DECAY * Math.min(quote.passage, LAST_RANK))
  const score =
    (coverage * (1 - share) + best * share) *
    traits *
    titled *
    (1 + HEADING_BONUS * headed) *
    prior *
    kindFactor(quote, question) *
    lengthFactor(quote)
  return { quote, coverage, headed, score }
}

/** How much the form of the question prefers the kind; a list that nothing asked introduces is preferred to nothing. */
function kindFactor({ block, intro }: Quote, { form, asked }: Question): number {
  const isCommand = block.kind === 'prose' && block.parts.every((part) => COMMAND_LINE.test(part))
  const kind: BlockKind = isCommand ? 'code' : block.kind
  const isIntroless = block.kind !== 'prose' && block.kind !== 'code' && coverageOf(asked, intro) === 0
  return form.isWhole && isIntroless ? Math.min(1, form.weights[kind]) : form.weights[kind]
}

const lengthFactor = ({ own }: Quote) =>
  Math.min(1, 0.6 + own.size / 10) / (1 + LENGTH_PENALTY * Math.log(1 + own.size / 80))

/** What tells of both that are compared says more than what tells of one. */
function tellsBothSides(quote: Quote, question: Question): boolean {
  const { sides } = question
  if (sides.length < 2) return false
  return keysBothSides(quote, question) || sides.every((side) => coverageOf(side, quote.own) >= MIN_SIDE)
}

/** Each of the two has an item or a row. */
function keysBothSides({ keys }: Quote, { sides }: Question): boolean {
  return sides.length >= 2 && sides.every((side) => keys.some((key) => coverageOf(side, key) >= MIN_SIDE))
}

/** What an author listed under a heading or a sentence that names what is asked; as much as is asked for, or more. */
function isListed(quote: Quote, { form, asked }: Question): boolean {
  if (!form.isList || !isEnumeration(quote) || itemsOf(quote) < (form.count ?? 0)) return false
  return coverageOf(asked, quote.intro, quote.context) >= MIN_LISTED && coverageOf(asked, quote.intro) > 0
}

/**
 * Whether it says that something is not so, in the heading or the sentence before a list, else in what stands there: what is
 * asked for as not being so is told by that (polarity, as in answer selection by entailment).
 */
function denies({ block, language }: Quote): boolean {
  const introduced = block.kind === 'prose' ? '' : `${block.heading} ${block.lead}`
  return deniesIn(language).test(introduced || block.parts.join(' '))
}

/** As many as the question says: “the three steps”. */
function isCounted(quote: Quote, { form }: Question): boolean {
  return form.isList && isEnumeration(quote) && itemsOf(quote) === form.count
}

const isEnumeration = ({ block }: Quote) => block.kind !== 'prose' && block.kind !== 'code'
/** How many items stand in no other. */
export const itemsOf = ({ block }: Quote) => block.parts.filter((part) => depthOf(part) === 0).length
