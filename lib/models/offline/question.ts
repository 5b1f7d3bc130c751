import { detectLanguage, type Passage } from '@/lib/engine'
import { formOf, type QuestionForm, subjectOf, verbOfWho } from './question-form'
import type { Quote, ToTerms } from './to-quotes'

/** What each term of a question tells, above 0. */
export type Weights = Map<string, number>

/** A question, read beside the quotes that may answer it. */
export type Question = {
  form: QuestionForm
  weights: Weights
  /** Of each of the two that are compared; empty where nothing is. */
  sides: Weights[]
  /** Names in code that it spells: `topN`, `lib.rs`. */
  names: string[]
  toTerms: ToTerms
}

const NAME = /\w+_\w+|[a-z]+[A-Z]\w*|\w+\.\w+/g
/** How much a term counts that only the heading has. */
const CONTEXT_SHARE = 0.8
/** What a question asks who does: tables and lists of people seldom say it. */
const VERB_SHARE = 0.25
/** Two letters at least, the first of them large. */
const CAPITALIZED = /^\p{Lu}\p{Ll}/u

export function readQuestion(query: string, quotes: Quote[], toTerms: ToTerms): Question {
  const form = formOf(query)
  const sides = form.sides?.map((side) => weigh(side, quotes, toTerms)) ?? []
  return {
    form,
    weights: weigh(query, quotes, toTerms),
    sides: sides.filter(({ size }) => size > 0),
    names: query.match(NAME) ?? [],
    toTerms,
  }
}

/**
 * What each term tells: its inverse document frequency (Spärck Jones 1972) among the quotes. Pairs of stop words tell
 * nothing beside a word.
 */
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

/** Share of the question's weight that terms carry, 0 to 1: in full those of its own, less those of its context. */
export function coverageOf(weights: Weights, own: Set<string>, context: Set<string> = new Set()): number {
  let sum = 0
  let total = 0
  for (const [term, weight] of weights) {
    total += weight
    if (own.has(term)) sum += weight
    else if (context.has(term)) sum += weight * CONTEXT_SHARE
  }
  return sum / total
}

/** Whether the question names all of it. */
export const isNamed = (terms: Set<string>, weights: Weights) =>
  terms.size > 0 && [...terms].every((term) => weights.has(term))

/** Whether it is about somebody or something that no passage names: “Oslo”. German writes all nouns like that. */
export function namesStranger(query: string, passages: Passage[]): boolean {
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
