import { detectLanguage, extractQueryTerms } from '@/lib/engine'
import { subjectOf, verbOfWho } from './question-form'
import type { Quote, Terms } from './to-quotes'

/**
 * A word of a question with the forms that it has in the languages of the passages, what each of them counts, 0–1 (a part
 * of a compound less than the compound), and what the word tells.
 */
type AskedWord = { forms: ReadonlyMap<string, number>; weight: number }
export type AskedWords = { words: AskedWord[]; terms: ReadonlySet<string> }

const LETTER = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]$/u
/** What the heading says counts less than what stands below it. */
const HEADING_WEIGHT = 0.8
/** What a question asks who does: tables and lists of people seldom say it. */
const VERB_SHARE = 0.25
/** What a part of a compound counts where no quote holds the compound. */
const STAND_IN_SHARE = 0.8

/** By the inverse document frequency of the words among the quotes. Pairs of stop words tell nothing beside a word. */
export function weighWords(query: string, quotes: Quote[]): AskedWords {
  const languages = [...new Set(quotes.map(({ language }) => language))]
  const formsOf = (text: string) => readForms(text, detectLanguage(query), languages)
  const subject = formsOf(subjectOf(query))
  const all = subject.length > 0 ? subject : formsOf(query)
  const single = all.filter((forms) => [...forms.keys()].some((term) => !term.includes(' ')))
  const verbs = new Set(formsOf(verbOfWho(query)).flatMap((forms) => [...forms.keys()]))
  const words = withoutParts(single.length > 0 ? single : all, quotes).flatMap((read): AskedWord[] => {
    const full = [...read].filter(([, share]) => share === 1).map(([term]) => term)
    const holding = quotes.filter(({ own }) => full.some((term) => own.get(term) === 1)).length
    const forms = holding > 0 ? read : standIns(read)
    const weight = Math.log(1 + quotes.length / (1 + holding))
    if (!full.some((term) => verbs.has(term))) return [{ forms, weight }]
    return holding === 0 ? [] : [{ forms, weight: weight * VERB_SHARE }]
  })
  return { words, terms: new Set(words.flatMap(({ forms }) => [...forms.keys()])) }
}

/** A version, “4.0.0”, is one word where a quote has it, not one more for each of its numbers. */
function withoutParts(words: Map<string, number>[], quotes: Quote[]): Map<string, number>[] {
  const versions = words.flatMap((forms) => [...forms.keys()].filter((term) => VERSION.test(term)))
  const held = versions.filter((version) => quotes.some(({ own, context }) => own.has(version) || context.has(version)))
  if (held.length === 0) return words
  const parts = new Set(held.flatMap((version) => version.split('.')))
  return words.filter((forms) => ![...forms.keys()].every((term) => parts.has(term)))
}

const VERSION = /^v?\d+(?:\.\d+)+$/

/** The forms of a word that no quote holds: its parts stand for it. */
function standIns(forms: Map<string, number>): Map<string, number> {
  return new Map([...forms].map(([term, share]) => [term, Math.max(share, STAND_IN_SHARE)]))
}

function readForms(text: string, language: string, languages: string[]): Map<string, number>[] {
  const words = new Map<number, Map<string, number>>()
  for (const { term, count, id, word = id } of extractQueryTerms(text, language, languages)) {
    const forms = words.get(word) ?? new Map<string, number>()
    words.set(word, forms.set(term, Math.min(1, count)))
  }
  return [...words.values()]
}

/** What of a word a text holds, 0–1. */
export function shareIn({ forms }: AskedWord, terms: Terms): number {
  let most = 0
  for (const [term, share] of forms) most = Math.max(most, share * (terms.get(term) ?? 0))
  return most
}

/** What of the question's weight a text holds, 0–1; what only its context holds counts less. */
export function coverageOf({ words }: AskedWords, own: Terms, context: Terms = new Map()): number {
  let sum = 0
  let total = 0
  for (const word of words) {
    total += word.weight
    sum += word.weight * Math.max(shareIn(word, own), shareIn(word, context) * HEADING_WEIGHT)
  }
  return sum / total
}

/** The weight that a text holds. */
export function weightIn({ words }: AskedWords, ...texts: Terms[]): number {
  return words.reduce((sum, word) => sum + word.weight * Math.max(0, ...texts.map((text) => shareIn(word, text))), 0)
}

/** Whether the question names all of it. */
export function isNamed(terms: Terms, asked: AskedWords): boolean {
  const all = [...terms].filter(([, share]) => share === 1).map(([term]) => term)
  // letters of scripts without spaces stand for themselves only where they are alone
  const words = all.filter((term) => !LETTER.test(term))
  return all.length > 0 && (words.length > 0 ? words : all).every((term) => asked.terms.has(term))
}
