import { LANGUAGES, ownStatements } from './own-statements'
import { type ReadFact, readValue } from './read-value'
import type { Refusal } from './refuse'
import type { FactRule, RuleLanguage } from './rule'

/** Something that a person said about themselves, or that what they said speaks for. */
export type ExtractedFact = {
  key: string
  value: string
  source: 'explicit' | 'inferred'
  /** 0–1. */
  confidence: number
  /** The rule or the model that read it. */
  extractor: string
  /** The sentence it rests on, as it was written. */
  quote: string
}

export type Extraction = {
  facts: ExtractedFact[]
  /** Kinds of what was said and must not be kept; never what it was. */
  refused: Refusal[]
}

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
  const { statements, refused } = ownStatements(message)
  for (const { text, quote } of statements) {
    for (const { rule, key, value } of LANGUAGES.flatMap((language) => readSentence(text, language))) {
      const source = rule.isInferred ? 'inferred' : 'explicit'
      const name = `${key}\n${value.toLowerCase()}`
      if (facts.has(name) || facts.size >= MAX_FACTS) continue
      facts.set(name, { key, value, source, confidence: CONFIDENCE[source], extractor: rule.id, quote })
    }
  }
  return { facts: [...facts.values()], refused }
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
  const value = language.apposition?.exec(rest)?.groups?.value
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
