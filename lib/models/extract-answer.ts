import { detectLanguage, type Passage } from '@/lib/engine'
import { formOf, type QuestionForm, subjectOf, verbOfWho } from './question-form'
import { type Quote, type ToTerms, toQuotes } from './to-quotes'

const MAX_QUOTES = 4
/** Characters from which on nothing more is quoted, and those that no further quote passes. */
const ENOUGH_LENGTH = 800
const MAX_LENGTH = 1_000
const MAX_ROWS = 16
const BRIEF_LENGTH = 160
const MAX_SENTENCES = 3
/** Share of the question's weight that a quote must carry to count as an answer. */
const MIN_COVERAGE = 0.32
/** Of a question of one or two terms both have to be there, or nearly all that they tell. */
const MIN_COVERAGE_OF_FEW = 0.75
const FEW_TERMS = 2
/** Of these shares, where no quote reaches them. */
const LEAST_SHARE = 0.55
/** Quotes below this share of the best one's score are left out. */
const SCORE_FLOOR = 0.6
/** Share of the question that the heading names, from which on its section is what is asked for. */
const MIN_HEADED = 0.7
const HEADING_WEIGHT = 0.8
/** What the heading right above adds that names all that is asked. */
const HEADING_BONUS = 0.6
/** What it adds that the module's name is all that is asked. */
const TITLE_BONUS = 1
/** How much the best sentence, item or row counts beside the whole block. */
const PART_SHARE = 0.6
const PART_SHARE_OF_YES_NO = 0.9
/** Names in code that a question spells are what it is about. */
const NAME_BONUS = 1.6
const COMMAND_BONUS = 1.3
const NAME = /\w+_\w+|[a-z]+[A-Z]\w*|\w+\.\w+/g
const INLINE_COMMAND = /`[^`\n]+ [^`\n]+`/
/** A line for a terminal, also where nothing but a component of the page marks it. */
const COMMAND_LINE =
  /^(?:\$ )?(?:npx|npm|pnpm|yarn|bunx?|pip|pipx|uvx?|docker|git|curl|brew|apt|cargo|go|deno|python3?|node) \S/
/** A path in code, or the way through a screen. */
const PLACE = /`[^`\n]*[./][^`\n]*`|\b(?:folder|directory|file|tab|screen|menu)\b|→|\bUnder \p{Lu}/u
const PLACE_BONUS = 1.3
/** For what tells of both that are compared. */
const SIDES_BONUS = 1.4
const MIN_SIDE = 0.5
const MEASURE_BONUS = 1.4
/** For a sentence, an item or a row that says a number of what is asked about. */
const MEASURED_BONUS = 1.8
const NUMBER = /\d/
/** A number with what it counts: “230 tokens”, “10 %”, “two days”. */
const MEASURED =
  /(?:^|[\s(~≤≥$€])(?:\d[\d.,–-]*|two|three|four|five|six|seven|eight|nine|ten|twelve)(?:\s?%|[\s-]\p{L}{2,}|\s?\p{L}{1,3}\b)/iu
/** Share of what is asked that it holds. */
const MIN_MEASURED = 0.7
/** For what an author put under a heading or a sentence that names what is asked, and for as many as are asked for. */
const LISTED_BONUS = 1.3
const MIN_LISTED = 0.5
const COUNT_BONUS = 1.5
/** How many blocks behind its introduction a list may stand. */
const LIST_DISTANCE = 2
/** A row or an item whose key the question names is looked up, not searched. */
const KEY_BONUS = 1.5
/** What a question asks who does: tables and lists of people seldom say it. */
const VERB_SHARE = 0.25
/** Words that settle a question of yes or no. */
const SETTLES = /\b(?:never|not|cannot|can|may|must|only|always|no|nothing|every|neither)\b/i
const SETTLED_BONUS = 1.25
/** What the passage's relevance adds, as the search saw it. */
const RELEVANCE_BONUS = 1
const RANK_DECAY = 0.05
/** Passages from this place on count alike. */
const LAST_RANK = 6
const LENGTH_PENALTY = 0.3
const DEFINITION_BONUS = 1.4
/** What “it” and “they” are cannot be told without the sentence before. */
const DANGLING_PENALTY = 0.8
/** Two letters at least, the first of them large. */
const CAPITALIZED = /^\p{Lu}\p{Ll}/u
const DANGLING = /^(?:it|they|this|these|those|that|he|she|but|and|so|then)\b/i

type Weights = Map<string, number>

function coverageOf(weights: Weights, own: Set<string>, context: Set<string> = new Set()): number {
  let sum = 0
  let total = 0
  for (const [term, weight] of weights) {
    total += weight
    if (own.has(term)) sum += weight
    else if (context.has(term)) sum += weight * HEADING_WEIGHT
  }
  return sum / total
}

/** Whether the question names all of it. */
const isNamed = (terms: Set<string>, weights: Weights) =>
  terms.size > 0 && [...terms].every((term) => weights.has(term))

function factorOf({ block, own, intro, defined, keys, cells }: Quote, form: QuestionForm, weights: Weights): number {
  const { parts } = block
  const isText = block.kind !== 'code'
  const isProse = block.kind === 'prose'
  const kind = isProse && parts.every((part) => COMMAND_LINE.test(part)) ? 'code' : block.kind
  const isIntroless = kind !== 'prose' && kind !== 'code' && coverageOf(weights, intro) === 0
  const has = (pattern: RegExp) => parts.some((part) => pattern.test(part))
  const factors = [
    form.isWhole && isIntroless ? Math.min(1, form.weights[kind]) : form.weights[kind],
    form.isDefinition && defined.some((each) => isNamed(each, weights)) ? DEFINITION_BONUS : 1,
    isProse && DANGLING.test(parts[0] ?? '') ? DANGLING_PENALTY : 1,
    (form.isLookup ? [...keys, ...cells] : keys).some((key) => isNamed(key, weights)) ? KEY_BONUS : 1,
    form.isYesNo && isProse && has(SETTLES) ? SETTLED_BONUS : 1,
    form.isCommand && isText && has(INLINE_COMMAND) ? COMMAND_BONUS : 1,
    form.isPlace && isText && has(PLACE) ? PLACE_BONUS : 1,
    form.isMeasure && isText && has(NUMBER) ? MEASURE_BONUS : 1,
    Math.min(1, 0.6 + own.size / 10) / (1 + LENGTH_PENALTY * Math.log(1 + own.size / 80)),
  ]
  return factors.reduce((product, factor) => product * factor, 1)
}

/** The part that says a number of what is asked about, best where it names that before; -1 where none does. */
function measuredAt({ block, parts, context }: Quote, weights: Weights, form: QuestionForm, toTerms: ToTerms): number {
  if (!form.isMeasure || block.kind === 'code' || block.kind === 'outline') return -1
  let best = { at: -1, sum: 0 }
  for (const [at, part] of block.parts.entries()) {
    const number = part.search(MEASURED)
    const coverage = coverageOf(weights, parts[at] ?? new Set(), context)
    if (number < 0 || coverage < MIN_MEASURED) continue
    const before = new Set(toTerms(part.slice(0, number)))
    const sum = coverage + coverageOf(weights, before)
    if (coverageOf(weights, before, context) > 0 && sum > best.sum) best = { at, sum }
  }
  return best.at
}

/** What an author listed under what is asked, most where it is as many as the question says. */
function listedFactor({ block, intro, context }: Quote, weights: Weights, form: QuestionForm): number {
  if (!form.isList || block.kind === 'prose' || block.kind === 'code') return 1
  const items = block.parts.filter((part) => depthOf(part) === 0).length
  // one that breaks off before is another, or was cut
  if (form.count !== null && items < form.count) return 1
  const isListed = coverageOf(weights, intro, context) >= MIN_LISTED && coverageOf(weights, intro) > 0
  return (isListed ? LISTED_BONUS : 1) * (items === form.count ? COUNT_BONUS : 1)
}

/** What tells of both that are compared says more than what tells of one, most where each has an item or a row. */
function sidesFactor({ own, keys }: Quote, sides: Weights[]): number {
  if (sides.length < 2) return 1
  if (sides.every((side) => keys.some((key) => coverageOf(side, key) >= MIN_SIDE))) return SIDES_BONUS * SIDES_BONUS
  return sides.every((side) => coverageOf(side, own) >= MIN_SIDE) ? SIDES_BONUS : 1
}

/**
 * The parts of the passages that answer a question best, best first; empty when none is about it. What is ranked is what
 * an author wrote together: a paragraph, a list with the sentence before it, a table, a piece of code, the headings of a
 * section. By the summed
 * inverse document frequency (Spärck Jones 1972) of the question's terms that it holds, less for those that only its
 * heading holds, for it as a whole and for its best part (passage retrieval, Callan 1994), times what the wording of the
 * question says of the form of its answer. Of a long one the parts that fit are quoted.
 */
export function extractAnswer(
  query: string,
  passages: Passage[],
  toTerms: ToTerms,
): { label?: string; text: string }[] {
  const quotes = toQuotes(passages, toTerms)
  const form = formOf(query)
  const weights = weigh(query, quotes, toTerms)
  if (weights.size === 0 || quotes.length === 0 || namesStranger(query, passages)) return []

  const names: string[] = query.match(NAME) ?? []
  const sides = form.sides?.map((side) => weigh(side, quotes, toTerms)).filter(({ size }) => size > 0) ?? []
  const ranked = quotes
    .map((quote) => {
      const coverage = coverageOf(weights, quote.own, quote.context)
      const best = quote.parts.reduce((most, part) => Math.max(most, coverageOf(weights, part, quote.context)), 0)
      const share = form.isYesNo ? PART_SHARE_OF_YES_NO : PART_SHARE
      const named = names.some((name) => quote.block.parts.some((part) => part.includes(name))) ? NAME_BONUS : 1
      const headed = coverageOf(weights, quote.heading)
      const { relevance = 1 } = passages[quote.passage] ?? {}
      const prior = (1 + RELEVANCE_BONUS * relevance) / (1 + RANK_DECAY * Math.min(quote.passage, LAST_RANK))
      if (quote.block.kind === 'outline' && headed < MIN_HEADED) return { quote, coverage: 0, score: 0, headed }
      const titled = isNamed(quote.title, weights) ? 1 + TITLE_BONUS * coverageOf(weights, quote.title) : 1
      const measured = measuredAt(quote, weights, form, toTerms) >= 0 ? MEASURED_BONUS : 1
      const bonus =
        titled *
        named *
        (1 + HEADING_BONUS * headed) *
        prior *
        sidesFactor(quote, sides) *
        listedFactor(quote, weights, form) *
        measured
      const score = (coverage * (1 - share) + best * share) * bonus * factorOf(quote, form, weights)
      return { quote, coverage, score, headed }
    })
    .sort((a, b) => b.score - a.score)
  const least = weights.size > FEW_TERMS ? MIN_COVERAGE : MIN_COVERAGE_OF_FEW
  const sure = ranked.filter(({ coverage }) => coverage >= least)
  const isFew = weights.size <= FEW_TERMS
  const scored = sure.length > 0 || isFew ? sure : ranked.filter(({ coverage }) => coverage >= least * LEAST_SHARE)

  const answer: { label?: string; text: string }[] = []
  let length = 0
  for (const quote of arrange(scored, quotes, form)) {
    if (answer.length >= MAX_QUOTES || length >= ENOUGH_LENGTH) break
    const text = headingOf(quote, weights) + toText(quote, weights, form, toTerms)
    if (answer.some((each) => each.text.includes(text))) continue
    if (answer.length > 0 && length + text.length > MAX_LENGTH) continue
    const shorter = answer.findIndex((each) => text.includes(each.text))
    if (shorter >= 0) answer.splice(shorter, 1)
    length += text.length
    answer.push({ text, label: passages[quote.passage]?.label })
  }
  return answer
}

/** Whether it is about somebody or something that no passage names: “Oslo”. German writes all nouns like that. */
function namesStranger(query: string, passages: Passage[]): boolean {
  if (detectLanguage(query) !== 'en') return false
  const words = query.match(/[\p{L}\p{N}]+/gu) ?? []
  const names = words.slice(1).filter((word) => CAPITALIZED.test(word))
  if (names.length === 0 || 2 * names.length > words.length) return false
  const text = passages
    .map(({ title, text }) => `${title}\n${text}`)
    .join('\n')
    .toLowerCase()
  return names.every((name) => !text.includes(name.toLowerCase().replace(/s$/, '')))
}

type Scored = { quote: Quote; score: number; headed: number }

/** A sentence by itself, which often only begins to answer. */
const isBrief = ({ block }: Quote) =>
  block.kind === 'prose' && block.parts.length === 1 && (block.parts[0]?.length ?? 0) <= BRIEF_LENGTH

const isInSection = (from: Quote, { passage, block, at }: Quote) =>
  passage === from.passage && at > from.at && block.heading === from.block.heading && block.kind !== 'outline'

const goesOn = (from: Quote) => (quote: Quote) => isBrief(from) && quote.at === from.at + 1 && isInSection(from, quote)

/** What is asked for as a list is told by one, where its introduction was found by its words. */
const listsBelow = (from: Quote) => (quote: Quote) =>
  (quote.block.kind === 'list' || quote.block.kind === 'table') &&
  quote.at <= from.at + LIST_DISTANCE &&
  isInSection(from, quote)

/** The best first; after one whose heading is what is asked, how to do something goes on in its section. */
function arrange(scored: Scored[], quotes: Quote[], form: QuestionForm): Quote[] {
  const [first] = scored
  if (!first) return []
  const floor = first.score * SCORE_FLOOR
  const others = scored.filter(({ score }) => score >= floor)
  if (!form.isSteps || first.headed < MIN_HEADED) {
    const next = quotes.find(
      form.isList && first.quote.block.kind === 'prose' ? listsBelow(first.quote) : goesOn(first.quote),
    )
    const ranked = others.map(({ quote }) => quote)
    return next ? [first.quote, next, ...ranked.slice(1).filter((quote) => quote !== next)] : ranked
  }
  const isBelow = ({ passage, block, at }: Quote) =>
    passage === first.quote.passage && block.heading === first.quote.block.heading && at > first.quote.at
  const section = scored
    .map(({ quote }) => quote)
    .filter(isBelow)
    .sort((a, b) => a.at - b.at)
  return [
    first.quote,
    ...section,
    ...others
      .slice(1)
      .map(({ quote }) => quote)
      .filter((quote) => !isBelow(quote)),
  ]
}

/** What each term of the question tells, by the quotes that hold it. Pairs of stop words tell nothing beside a word. */
function weigh(query: string, quotes: Quote[], toTerms: ToTerms): Weights {
  const subject = toTerms(subjectOf(query))
  const asked = [...new Set(subject.length > 0 ? subject : toTerms(query))]
  const words = asked.filter((term) => !term.includes(' '))
  const verbs = new Set(toTerms(verbOfWho(query)))
  return new Map(
    (words.length > 0 ? words : asked).flatMap((term): [string, number][] => {
      const holding = quotes.filter(({ own }) => own.has(term)).length
      const weight = Math.log(1 + quotes.length / (1 + holding))
      if (!verbs.has(term)) return [[term, weight]]
      return holding === 0 ? [] : [[term, weight * VERB_SHARE]]
    }),
  )
}

/** The heading right above, where it names what is asked and the quote does not. */
function headingOf({ block, heading, own }: Quote, weights: Weights): string {
  if (block.heading === '') return ''
  const isTelling = [...weights.keys()].some((term) => heading.has(term) && !own.has(term))
  return isTelling ? `**${block.heading}**\n\n` : ''
}

/** As markdown, with no more of it than answers. */
function toText(quote: Quote, weights: Weights, form: QuestionForm, toTerms: ToTerms): string {
  const { block } = quote
  const lead = block.lead === '' ? [] : [block.lead, '']
  if (block.kind === 'prose') return [...lead, bestWindow(quote, weights, form, toTerms).join(' ')].join('\n')
  if (block.kind === 'code') {
    const [opening = '```', closing = '```'] = block.head
    return [...lead, opening, ...block.parts.slice(0, 2 * MAX_ROWS), closing].join('\n')
  }
  const weightOf = (part: Set<string>) =>
    [...weights].reduce((sum, [term, weight]) => sum + (part.has(term) ? weight : 0), 0)
  const found = quote.parts.map(weightOf)
  const most = found.reduce((a, b) => Math.max(a, b), 0)
  const isWhole = most === 0 || isAskedWhole(quote, weights, form)
  const chosen = new Set(found.flatMap((weight, at) => (isWhole || weight >= most / 2 ? [at] : [])))
  const parts = block.kind === 'list' ? withFamily(block.parts, chosen) : block.parts.filter((_, at) => chosen.has(at))
  return [...lead, ...block.head, ...parts.slice(0, MAX_ROWS)].join('\n')
}

const depthOf = (item: string) => item.search(/\S/)

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

/** A list that is asked for as such or is short, and a table of what the question asks for: “which fields” by `Field`. */
function isAskedWhole({ block, keys }: Quote, weights: Weights, form: QuestionForm): boolean {
  if (block.kind === 'outline') return true
  if (block.kind === 'list') return form.isWhole || block.parts.length <= 4
  return form.isWhole && block.head.length > 0 && keys[0] !== undefined && isNamed(keys[0], weights)
}

/** The neighbouring sentences that hold most of what is asked, as early as they can begin. */
function bestWindow(quote: Quote, weights: Weights, form: QuestionForm, toTerms: ToTerms): string[] {
  const { block, parts, defined } = quote
  const definition = form.isDefinition ? defined.findIndex((each) => isNamed(each, weights)) : -1
  if (definition >= 0) return block.parts.slice(definition, definition + MAX_SENTENCES)
  const measured = measuredAt(quote, weights, form, toTerms)
  if (measured >= 0) {
    let start = measured
    // numbers that are told in a row belong together
    while (start > 0 && measured - start < MAX_SENTENCES - 1 && MEASURED.test(block.parts[start - 1] ?? '')) start--
    return block.parts.slice(start, start + MAX_SENTENCES)
  }
  let best = { at: 0, weight: -1 }
  for (let at = 0; at === 0 || at + MAX_SENTENCES <= parts.length; at++) {
    let weight = 0
    for (const [term, value] of weights) {
      if (parts.slice(at, at + MAX_SENTENCES).some((part) => part.has(term))) weight += value
    }
    if (weight > best.weight) best = { at, weight }
  }
  return block.parts.slice(best.at, best.at + MAX_SENTENCES)
}
