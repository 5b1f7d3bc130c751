import { type FactKey, findFactKey } from '../fact-keys'
import type { ExtractedFact } from './extract-facts'
import { readLanguage } from './languages'
import { type OwnStatement, ownStatements } from './own-statements'
import { NOT_OWN } from './own-words'
import { findSecret } from './refuse'
import { readTimezone } from './timezones'
import { nameTopic } from './topics'

/** What a model takes for a fact about the person who wrote a message. */
export type FactProposal = { key: string; value: string; quote: string; confidence: number }

const MAX_FACTS = 20
const MAX_LENGTH = 100
const MAX_WORDS = 10
/** A model that doubts more than this proposes nothing. */
const MIN_CONFIDENCE = 0.5
/** Not more certain than what a rule reads from plain words. */
const MAX_CONFIDENCE = 0.9

const SELF =
  /(?<!\p{L})(?:i|i'm|i've|i'd|we|we're|we've|me|my|our|(?<!the )us|ich|wir|mir|mich|uns|mein\p{L}{0,2}|unser\p{L}{0,2}|je|j'\p{L}+|moi|nous|on (?:est|utilise|travaille|se|vit|habite|préfère|parle)|mon|ma|mes|notre|nos|yo|mi|mis|mí|nosotr[oa]s|nuestr[oa]s?|soy|estoy|tengo|vivo|trabajo|uso|prefiero|hablo|llevo)(?!\p{L})/iu
/** Somebody else that is spoken of. */
const OTHERS =
  /(?<!\p{L})(?:he|he's|she|she's|his|her|hers|him|boss|manager|wife|husband|girlfriend|boyfriend|friend|friends|colleague|colleagues|coworker|co-worker|mother|mom|mum|father|dad|brother|sister|son|daughter|kid|kids|child|children|parents|uncle|aunt|neighbou?r|client|customer|chef(?:in)?|vorgesetzte[rn]?|frau|mann|freund(?:e|in|innen)?|kolleg(?:e|en|in|innen)|mutter|vater|bruder|schwester|sohn|tochter|kind|kinder|eltern|nachbar(?:n|in)?|kund(?:e|en|in)|il|ils|elles?|collègues?|amie?s?|mari|femme|copine?|frère|sœur|soeur|mère|père|fils|fille|enfants?|voisine?|él|ellas?|ellos|jef[ae]|marido|mujer|espos[oa]|novi[oa]|amig[oa]s?|compañer[oa]s?|herman[oa]s?|madre|padre|hij[oa]s?|vecin[oa]|cliente)(?!\p{L})/iu

/** The sentences of a message that may tell something about its author: all of it that a model is shown. */
export function statementsOfSelf(message: string): string[] {
  return ownStatements(message)
    .statements.filter(isOfSelf)
    .map(({ text }) => withoutMask(text))
}

/**
 * Those of a model's proposals that hold: the key may be learned, the quote stands in what the person states of themselves,
 * and the value in the quote. `keys` are those that were asked for.
 */
export function checkProposals(
  message: string,
  proposals: readonly FactProposal[],
  { keys, extractor }: { keys: readonly FactKey[]; extractor: string },
): ExtractedFact[] {
  const statements = ownStatements(message).statements.filter(isOfSelf)
  const facts = new Map<string, ExtractedFact>()
  for (const proposal of proposals) {
    const { quote, confidence } = proposal
    const words = quote.replaceAll('’', "'").trim()
    const found = words === '' ? undefined : statements.find(({ text }) => withoutMask(text).includes(words))
    const fact = found && readProposal(proposal, words, keys)
    if (!fact || !(confidence >= MIN_CONFIDENCE) || facts.size >= MAX_FACTS) continue
    facts.set(`${fact.key}\n${fact.value.toLowerCase()}`, {
      ...fact,
      source: 'inferred',
      confidence: Math.min(confidence, MAX_CONFIDENCE),
      extractor,
      quote: found.quote,
    })
  }
  return [...facts.values()]
}

const isOfSelf = ({ text }: OwnStatement) => SELF.test(text) && !OTHERS.test(text)

/** What is not the person's own is a gap. */
const withoutMask = (text: string) => text.split(NOT_OWN).filter(Boolean).join(' … ')

function readProposal({ key, value }: FactProposal, quote: string, keys: readonly FactKey[]) {
  const [base = '', ...topic] = key.split(':')
  const name = topic.length === 0 ? base.trim() : `${base.trim()}:${nameTopic(topic.join(':'))}`
  const known = name.length > MAX_LENGTH ? undefined : findFactKey(keys, name)
  if (!known || known.sensitivity === 'sensitive') return undefined
  const plain = value.trim().replaceAll('’', "'")
  const read = known.type === 'text' ? readText(plain, quote) : readTyped(plain, quote, known.type)
  return read === undefined ? undefined : { key: name, value: read }
}

function readText(value: string, quote: string): string | undefined {
  const words = wordsOf(value)
  if (words.length === 0 || words.length > MAX_WORDS || value.length > MAX_LENGTH) return undefined
  if (/\p{Cc}/u.test(value) || findSecret(value)) return undefined
  const said = new Set(wordsOf(quote))
  return words.every((word) => said.has(word)) ? value : undefined
}

/** A language or a time zone that the person named. */
function readTyped(value: string, quote: string, type: 'language' | 'timezone'): string | undefined {
  const read = type === 'language' ? readLanguage(value) : readTimezone(value)
  if (read === undefined || value.length > MAX_LENGTH) return undefined
  if (type === 'language') return wordsOf(quote).some((word) => readLanguage(word) === read) ? read : undefined
  return quote.toLowerCase().includes(value.toLowerCase()) ? read : undefined
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}.+#'/-]*/gu) ?? []).map((word) =>
    word.replace(/[.'/-]{1,9}$/, ''),
  )
}
