import { detectLanguage, type Passage } from '@/lib/engine'
import { type AskedWords, weighWords } from './asked-words'
import { formOf, type QuestionForm } from './question-form'
import type { Quote } from './to-quotes'

/** A question, read beside the quotes that may answer it. */
export type Question = {
  form: QuestionForm
  asked: AskedWords
  /** Of each of the two that are compared; empty where nothing is. */
  sides: AskedWords[]
  /** Names in code that it spells: `topN`, `lib.rs`. */
  names: string[]
}

const NAME = /\w+_\w+|[a-z]+[A-Z]\w*|\w+\.\w+/g
/** Two letters at least, the first of them large. */
const CAPITALIZED = /^\p{Lu}\p{Ll}/u

export function readQuestion(query: string, quotes: Quote[]): Question {
  const form = formOf(query)
  const sides = form.sides?.map((side) => weighWords(side, quotes)) ?? []
  return {
    form,
    asked: weighWords(query, quotes),
    sides: sides.filter(({ words }) => words.length > 0),
    names: query.match(NAME) ?? [],
  }
}

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
