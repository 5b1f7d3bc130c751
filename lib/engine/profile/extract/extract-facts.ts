import { hasOwnWords, ownWords } from './own-words'
import { type ReadFact, readValue } from './read-value'
import { findRefusal, findSecret, type Refusal } from './refuse'
import type { FactRule, RuleLanguage } from './rule'
import { GERMAN } from './rules-de'
import { ENGLISH } from './rules-en'
import { splitSentences } from './split-sentences'

/** Something that a person said about themselves, or that what they said speaks for. */
export type ExtractedFact = {
  key: string
  value: string
  source: 'explicit' | 'inferred'
  /** 0–1. */
  confidence: number
  /** Which rule read it. */
  extractor: string
  /** The sentence it rests on, as it was written. */
  quote: string
}

export type Extraction = {
  facts: ExtractedFact[]
  /** Kinds of what was said and must not be kept; never what it was. */
  refused: Refusal[]
}

const LANGUAGES = [ENGLISH, GERMAN]
const CONFIDENCE = { explicit: 0.95, inferred: 0.6 }
const MAX_FACTS = 20
/** Openers in a row, as in “Hi, by the way, …”. */
const MAX_OPENERS = 4

/**
 * What a person's message says about them: by rules, from their own words alone. Questions, what is only imagined, what is
 * said of others, code, quotes and pasted texts say nothing.
 */
export function extractFacts(message: string): Extraction {
  const facts = new Map<string, ExtractedFact>()
  const refused = new Set<Refusal>()
  for (const { text, start, end } of splitSentences(ownWords(message))) {
    if (!hasOwnWords(text)) continue
    const statements = LANGUAGES.filter(({ question }) => !question.test(text))
    const refusal = statements.length === LANGUAGES.length ? findRefusal(text) : findSecret(text)
    if (refusal) {
      refused.add(refusal)
      continue
    }
    if (statements.length < LANGUAGES.length || LANGUAGES.some(({ unreal }) => unreal.test(text))) continue
    for (const { rule, key, value } of LANGUAGES.flatMap((language) => readSentence(text, language))) {
      const source = rule.isInferred ? 'inferred' : 'explicit'
      const name = `${key}\n${value.toLowerCase()}`
      if (facts.has(name) || facts.size >= MAX_FACTS) continue
      const quote = message.slice(start, end)
      facts.set(name, { key, value, source, confidence: CONFIDENCE[source], extractor: rule.id, quote })
    }
  }
  return { facts: [...facts.values()], refused: [...refused] }
}

type Read = ReadFact & { rule: FactRule }

function readSentence(sentence: string, language: RuleLanguage): Read[] {
  const opened = stripOpeners(sentence, language)
  const whole = readClause(opened, language, true)
  if (whole.length > 0) return whole
  return opened
    .split(language.clauseBreak)
    .flatMap((clause) => readClause(stripOpeners(clause, language), language, false))
}

function readClause(clause: string, language: RuleLanguage, isWhole: boolean): Read[] {
  for (const rule of language.rules) {
    if ((rule.isWhole ?? false) !== isWhole) continue
    const { value, topic } = rule.pattern.exec(clause)?.groups ?? {}
    if (value === undefined) continue
    const facts = readValue({ key: rule.key, value, ...(topic ? { topic } : {}) }, rule.reading, language)
    const [name] = facts
    if (!name) continue
    const more = name.key === 'name' ? readApposition(value.slice(name.value.length), language) : []
    return [...facts, ...more].map((fact) => ({ ...fact, rule }))
  }
  return []
}

/** “I'm Julia, a designer at Globex”. */
function readApposition(rest: string, language: RuleLanguage): ReadFact[] {
  const value = /^, an? (?<value>.+)$/i.exec(rest)?.groups?.value
  return value === undefined ? [] : readValue({ key: 'role', value }, 'occupation', language)
}

function stripOpeners(clause: string, { opener }: RuleLanguage): string {
  let text = clause.trim()
  for (let count = 0; count < MAX_OPENERS; count++) {
    const rest = text.replace(opener, '')
    if (rest === text) break
    text = rest
  }
  return text
}
