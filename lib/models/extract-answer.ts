import { type Block, toBlocks } from './answer-blocks'
import { formOf, type QuestionForm, subjectOf } from './question-form'

/** A run of composed knowledge that an answer may quote. */
export type Passage = { label?: string; title: string; text: string }

/** The terms of a text as they are compared: stemmed, without stop words. */
export type ToTerms = (text: string) => string[]

type Quote = {
  passage: number
  block: Block
  parts: Set<string>[]
  own: Set<string>
  context: Set<string>
  defined: Set<string>
}

const MAX_QUOTES = 3
/** Characters from which on nothing more is quoted. */
const ENOUGH_LENGTH = 500
const MAX_ROWS = 16
const MAX_SENTENCES = 3
/** Share of the question's weight that a quote must carry to count as an answer. */
const MIN_COVERAGE = 0.32
/** Of a question of one or two terms more than the one that is less telling has to be there. */
const MIN_COVERAGE_OF_FEW = 0.55
const FEW_TERMS = 2
/** Quotes below this share of the best one's score are left out. */
const SCORE_FLOOR = 0.72
const HEADING_WEIGHT = 0.8
/** How much the best sentence, item or row counts beside the whole block. */
const PART_SHARE = 0.6
const PART_SHARE_OF_YES_NO = 0.9
/** Names in code that a question spells are what it is about. */
const NAME_BONUS = 1.6
const COMMAND_BONUS = 1.3
const NAME = /\w+_\w+|[a-z]+[A-Z]\w*|\w+\.\w+/g
const INLINE_COMMAND = /`[^`\n]+ [^`\n]+`/
const MEASURE_BONUS = 1.4
const NUMBER = /\d/
const RANK_DECAY = 0.06
const LENGTH_PENALTY = 0.3
const DEFINITION_BONUS = 1.4
/** What “it” and “they” are cannot be told without the sentence before. */
const DANGLING_PENALTY = 0.8
const DANGLING = /^(?:it|they|this|these|those|that|he|she|but|and|so|then)\b/i
const DEFINES = /^((?:\S+\s+){1,6}?)(?:is|are|means|decides)\b/i

function toQuotes(passages: Passage[], toTerms: ToTerms): Quote[] {
  return passages.flatMap(({ title, text }, passage) =>
    toBlocks(text)
      // a question is no answer
      .filter(({ kind, parts }) => kind !== 'prose' || !parts.every((part) => part.endsWith('?')))
      .map((block) => {
        const parts = block.parts.map((part) => new Set(toTerms(part)))
        const defined = new Set(toTerms(DEFINES.exec(block.parts[0] ?? '')?.[1] ?? ''))
        const context = new Set(toTerms(`${title} ${block.heading} ${block.head.join(' ')}`))
        return {
          passage,
          block,
          parts,
          own: new Set([...toTerms(block.lead), ...parts.flatMap((part) => [...part])]),
          context,
          defined,
        }
      }),
  )
}

type Weights = Map<string, number>

function coverageOf(weights: Weights, own: Set<string>, context: Set<string>, total: number): number {
  let sum = 0
  for (const [term, weight] of weights) {
    if (own.has(term)) sum += weight
    else if (context.has(term)) sum += weight * HEADING_WEIGHT
  }
  return sum / total
}

function factorOf({ block, passage, own, defined }: Quote, form: QuestionForm, weights: Weights): number {
  const first = block.parts[0] ?? ''
  const isDefined = block.kind === 'prose' && defined.size > 0 && [...defined].every((term) => weights.has(term))
  const definition = form.isDefinition && isDefined ? DEFINITION_BONUS : 1
  const dangling = block.kind === 'prose' && DANGLING.test(first) ? DANGLING_PENALTY : 1
  const isCommand = form.isCommand && block.kind !== 'code' && block.parts.some((part) => INLINE_COMMAND.test(part))
  const isMeasured = form.isMeasure && block.kind !== 'code' && block.parts.some((part) => NUMBER.test(part))
  const length = Math.min(1, 0.6 + own.size / 10) / (1 + LENGTH_PENALTY * Math.log(1 + own.size / 80))
  return (
    (form.weights[block.kind] *
      definition *
      dangling *
      length *
      (isCommand ? COMMAND_BONUS : 1) *
      (isMeasured ? MEASURE_BONUS : 1)) /
    (1 + passage * RANK_DECAY)
  )
}

/**
 * The parts of the passages that answer a question best, best first; empty when none is about it. What is ranked is what
 * an author wrote together: a paragraph, a list with the sentence before it, a table, a piece of code. By the summed
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
  const subject = toTerms(subjectOf(query))
  const terms = [...new Set(subject.length > 0 ? subject : toTerms(query))]
  const weights: Weights = new Map(
    terms.map((term) => {
      const holding = quotes.filter(({ own }) => own.has(term)).length
      return [term, Math.log(1 + quotes.length / (1 + holding))]
    }),
  )
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  if (total === 0) return []

  const least = terms.length > FEW_TERMS ? MIN_COVERAGE : MIN_COVERAGE_OF_FEW
  const names: string[] = query.match(NAME) ?? []
  const scored = quotes
    .map((quote) => {
      const coverage = coverageOf(weights, quote.own, quote.context, total)
      const best = quote.parts.reduce(
        (most, part) => Math.max(most, coverageOf(weights, part, quote.context, total)),
        0,
      )
      const share = form.isYesNo ? PART_SHARE_OF_YES_NO : PART_SHARE
      const named = names.some((name) => quote.block.parts.some((part) => part.includes(name))) ? NAME_BONUS : 1
      const score = (coverage * (1 - share) + best * share) * named * factorOf(quote, form, weights)
      return { quote, coverage, score }
    })
    .filter(({ coverage }) => coverage >= least)
    .sort((a, b) => b.score - a.score)

  const floor = (scored[0]?.score ?? 0) * SCORE_FLOOR
  const answer: { label?: string; text: string }[] = []
  const said = new Set<string>()
  let length = 0
  for (const { quote, score } of scored) {
    if (score < floor || answer.length >= MAX_QUOTES || length >= ENOUGH_LENGTH) break
    const text = toText(quote, weights, form)
    if (said.has(text)) continue
    said.add(text)
    length += text.length
    answer.push({ text, label: passages[quote.passage]?.label })
  }
  return answer
}

/** As markdown, with no more of it than answers. */
function toText(quote: Quote, weights: Weights, form: QuestionForm): string {
  const { block } = quote
  const lead = block.lead === '' ? [] : [block.lead, '']
  if (block.kind === 'prose') return [...lead, bestWindow(quote, weights).join(' ')].join('\n')
  if (block.kind === 'code') {
    const [opening = '```', closing = '```'] = block.head
    return [...lead, opening, ...block.parts.slice(0, 2 * MAX_ROWS), closing].join('\n')
  }
  const weightOf = (part: Set<string>) =>
    [...weights].reduce((sum, [term, weight]) => sum + (part.has(term) ? weight : 0), 0)
  const found = quote.parts.map(weightOf)
  const most = found.reduce((a, b) => Math.max(a, b), 0)
  const isWhole = most === 0 || (block.kind === 'list' && (form.isWhole || block.parts.length <= 4))
  const parts = block.parts.filter((_, at) => isWhole || (found[at] ?? 0) >= most / 2).slice(0, MAX_ROWS)
  return [...lead, ...block.head, ...parts].join('\n')
}

/** The neighbouring sentences that hold most of what is asked, as early as they can begin. */
function bestWindow({ block, parts }: Quote, weights: Weights): string[] {
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
