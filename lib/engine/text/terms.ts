import type { TermCount } from '../vocabulary/ports'
import { PART_SHARE, partsOfCompound } from './compounds'
import { FNV_OFFSET, fnvStep } from './hash'
import { type Stemmer, stemmerOf } from './stem'
import { askedLettersOf, lettersOf, UNSPACED, UNSPACED_RUNS } from './unspaced'

/**
 * Version of the rules that make the terms a text is indexed by, here, in the stemmers and in what is indexed of a module:
 * what was indexed by older ones is indexed anew.
 */
export const TERMS_VERSION = 8

/** Longer terms are cut (UTF-16 units); longer identifiers are indexed by their parts alone. */
const MAX_TERM_LENGTH = 64
const TERM_BITS = 20
/** Ids of terms are below this. */
export const TERM_SPACE = 1 << TERM_BITS

/** A word or an identifier: letters, marks and numbers, joined by what joins names, versions and paths; a flag or emoji. */
export const TOKEN =
  /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*(?:[-./:@\\]+[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)*(?:\+\+|#(?!\p{L}))?|\p{RI}{2}|(?![©®™ℹ↔-↪▪-◾])\p{Extended_Pictographic}/gu
/** The apostrophe is looked for first, since a text has few. */
const CONTRACTION = /['’](?<=\p{L}['’])(?:s|t|d|m|ll|re|ve)(?!\p{L})/giu
const CAMEL_HUMP = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u
const HEXADECIMAL = /^0x(?=[\da-f]+$)/i

/**
 * The terms of a text, by first occurrence: words in NFKC and lowercase, without the language's stop words, stemmed;
 * identifiers (camelCase, snake_case, kebab-case, paths, versions, error codes) whole and in parts, hexadecimal numbers also
 * without 0x; text in scripts without spaces as pairs of letters and as letters; flags and emoji. A text of nothing but stop
 * words has these and their pairs. Terms with the same id are counted as one.
 *
 * A query reaches texts of several languages by `extractQueryTerms`.
 *
 * @param language BCP 47 primary subtag, default `en`; one without a stemmer is treated as English.
 */
export function extractTerms(text: string, language = 'en'): TermCount[] {
  const counts = new Map<number, TermCount>()
  countTerms(counts, text, language, 1)
  return [...counts.values()]
}

/** Terms of the heading path and the module's name count this much: a match there says what a text is about. */
export const PREFIX_WEIGHT = 3

/**
 * The terms a chunk or module is indexed by. Fields are weighted as in BM25F (Robertson, Zaragoza, Taylor 2004): terms
 * of `prefix` (module name, heading path) count `PREFIX_WEIGHT` times. `length` is the sum of the counts.
 */
export function indexTerms(
  fields: { prefix: string[]; body: string },
  language = 'en',
): { counts: TermCount[]; length: number } {
  const counts = new Map<number, TermCount>()
  for (const text of fields.prefix) countTerms(counts, text, language, PREFIX_WEIGHT)
  countTerms(counts, fields.body, language, 1)
  const terms = [...counts.values()]
  return { counts: terms, length: terms.reduce((sum, { count }) => sum + count, 0) }
}

/**
 * Id of a stemmed term: FNV-1a over its UTF-16 units, byte by byte, folded to 20 bits. In a vocabulary of 50,000 terms
 * about 4.7 % share their id with another one (1 − (1 − 2^−20)^49,999).
 */
export function termId(term: string): number {
  let hash = FNV_OFFSET
  for (let i = 0; i < term.length; i++) {
    const unit = term.charCodeAt(i)
    hash = fnvStep(hash, unit & 0xff)
    if (unit > 0xff) hash = fnvStep(hash, unit >> 8)
  }
  return ((hash >>> TERM_BITS) ^ hash) & (TERM_SPACE - 1)
}

/** `word` is what the term was made of, in lowercase; `share` what it counts, less than 1 for a part of a compound. */
export type Term = { readonly id: number; readonly term: string; readonly word: string; readonly share: number }

/** Adds the terms of a text to the counts. */
function countTerms(counts: Map<number, TermCount>, text: string, language: string, weight: number): void {
  const counter = createCounter(counts, weight)
  forEachTermOf(text, language, counter.add)
  if (!counter.hasWords()) forEachStopTermOf(text, language, counter.add)
}

function createCounter(counts: Map<number, TermCount>, weight: number) {
  let hasWords = false
  return {
    hasWords: () => hasWords,
    add({ id, term, share }: Term) {
      hasWords ||= !term.includes(' ')
      const known = counts.get(id)
      if (known) known.count += weight * share
      else counts.set(id, { id, term, count: weight * share })
    },
  }
}

/** So many stop words in a row are a phrase: "to be or not to be". Fewer are a name where each is capitalized: "The Who". */
const PHRASE_WORDS = 5

/**
 * Each term of a text, in order and as often as it occurs, in a language as for `extractTerms`. Stop words are left out but
 * for pairs of them in what is a phrase or a name: "The Who".
 */
export function forEachTermOf(text: string, language: string, visit: (term: Term) => void): void {
  const termsOf = tokenTermsOf(language)
  const reader = createReader(visit)
  for (const token of tokensOf(text)) reader.read(token, termsOf(token))
  reader.end()
}

function createReader(visit: (term: Term) => void) {
  let stopWords: string[] = []
  const end = () => {
    if (stopWords.length === 0) return
    visitPairs(stopWords, visit, stopWords.length < PHRASE_WORDS)
    stopWords = []
  }
  return {
    end,
    read(token: string, terms: Term[]) {
      if (terms.length === 0) stopWords.push(token)
      else {
        end()
        for (const term of terms) visit(term)
      }
    },
  }
}

/** Ends of sentences, and of lines. */
export const BORDERS = /(?<=[.!?。？！])\s+|\n+/u
/** Behind the terms of each sentence; no term has this id. */
export const SENTENCE_END = -1

/**
 * The terms of a text as by `extractTerms`, and the ids of those of each sentence, as often as they occur: read together,
 * since finding and stemming words is most of what both cost.
 */
export function extractSentences(text: string, language = 'en'): { terms: TermCount[]; sentences: number[] } {
  const counts = new Map<number, TermCount>()
  const sentences: number[] = []
  const termsOf = tokenTermsOf(language)
  const whole = createCounter(counts, 1)
  const ofWhole = createReader(whole.add)
  for (const sentence of text.split(BORDERS)) {
    const start = sentences.length
    let hasWords = false
    const add = ({ id, term }: Term) => {
      hasWords ||= !term.includes(' ')
      sentences.push(id)
    }
    const ofSentence = createReader(add)
    for (const token of tokensOf(sentence)) {
      const terms = termsOf(token)
      ofWhole.read(token, terms)
      ofSentence.read(token, terms)
    }
    ofSentence.end()
    if (!hasWords) forEachStopTermOf(sentence, language, add)
    if (sentences.length > start) sentences.push(SENTENCE_END)
  }
  ofWhole.end()
  if (!whole.hasWords()) forEachStopTermOf(text, language, whole.add)
  return { terms: [...counts.values()], sentences }
}

/** As `forEachTermOf`, for a query: without the function words of scripts that have no spaces, and without stop words. */
export function forEachAskedTermOf(text: string, language: string, visit: (term: Term) => void): void {
  const termsOf = tokenTermsOf(language)
  const stemmer = stemmerOf(language)
  for (const token of tokensOf(text)) {
    if (UNSPACED.test(token)) forEachTerm(token, stemmer, (...term) => visit(toTerm(...term)), askedLettersOf)
    else for (const term of termsOf(token)) visit(term)
  }
}

/** Of a text that is nothing but stop words: each, and each two that stand together. */
export function forEachStopTermOf(text: string, language: string, visit: (term: Term) => void): void {
  const { isStopWord } = stemmerOf(language)
  const words = tokensOf(text).filter((token) => isStopWord(token.toLowerCase()))
  for (const word of words) visit(toTerm(word.toLowerCase(), word.toLowerCase()))
  visitPairs(words, visit)
}

function visitPairs(words: string[], visit: (term: Term) => void, isOnlyNames = false): void {
  for (let at = 1; at < words.length; at++) {
    if (isOnlyNames && !(isCapitalized(words[at - 1]!) && isCapitalized(words[at]!))) continue
    const pair = `${words[at - 1]} ${words[at]}`.toLowerCase().slice(0, MAX_TERM_LENGTH)
    visit(toTerm(pair, pair))
  }
}

const isCapitalized = (word: string) => /^\p{Lu}/u.test(word)

function tokensOf(text: string): string[] {
  return text.toWellFormed().normalize('NFKC').replace(CONTRACTION, ' ').match(TOKEN) ?? []
}

const toTerm = (term: string, word: string, share = 1): Term => ({ id: termId(term), term, word, share })

/** Tokens remembered per language, and the length (UTF-16 units) up to which they are. */
const MEMORY_SIZE = 20_000
const LONGEST_REMEMBERED_TOKEN = 32
const memories = new Map<string, (token: string) => Term[]>()

/** The terms of a token. Most of a text's tokens are ones that were seen before. */
export function tokenTermsOf(language: string): (token: string) => Term[] {
  const stemmer = stemmerOf(language)
  const known = memories.get(stemmer.language)
  if (known) return known
  let memory = new Map<string, Term[]>()
  const termsOf = (token: string) => {
    const remembered = memory.get(token)
    if (remembered) return remembered
    const terms: Term[] = []
    forEachTerm(token, stemmer, (...term) => terms.push(toTerm(...term)), lettersOf)
    if (token.length <= LONGEST_REMEMBERED_TOKEN) {
      if (memory.size >= MEMORY_SIZE) memory = new Map()
      // A slice of 13 units and more would keep the whole text alive; this makes it a string of its own.
      memory.set(token.length > 12 ? ` ${token}`.slice(1) : token, terms)
    }
    return terms
  }
  memories.set(stemmer.language, termsOf)
  return termsOf
}

type Visit = (term: string, word: string, share?: number) => void

function forEachTerm(token: string, stemmer: Stemmer, visit: Visit, toLetters: (run: string) => string[]): void {
  const visitWord = (word: string) => {
    const lower = word.toLowerCase().slice(0, MAX_TERM_LENGTH)
    if (lower === '' || stemmer.isStopWord(lower)) return
    visit(stemmer.stem(lower).toWellFormed(), lower)
    for (const part of partsOfCompound(lower, stemmer.language)) {
      if (!stemmer.isStopWord(part)) visit(stemmer.stem(part), lower, PART_SHARE)
    }
  }
  if (UNSPACED.test(token)) {
    visitUnspaced(token, visit, visitWord, toLetters)
    return
  }
  const parts = identifierParts(token)
  if (parts.length === 1 && parts[0] === token) visitWord(token)
  else {
    const whole = token.toLowerCase()
    if (whole.length <= MAX_TERM_LENGTH) visit(whole, whole)
    for (const part of parts) if (part.toLowerCase() !== whole) visitWord(part)
  }
  // people look for a number without its prefix
  if (HEXADECIMAL.test(token)) forEachTerm(token.replace(HEXADECIMAL, ''), stemmer, visit, toLetters)
}

function identifierParts(token: string): string[] {
  return token
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .flatMap((part) => part.split(CAMEL_HUMP))
    .filter((part) => part !== '')
}

/** Letters of the runs; words of other scripts in between as words. */
function visitUnspaced(
  token: string,
  visit: Visit,
  visitWord: (word: string) => void,
  toLetters: (run: string) => string[],
): void {
  let end = 0
  for (const run of token.matchAll(UNSPACED_RUNS)) {
    for (const part of identifierParts(token.slice(end, run.index))) visitWord(part)
    end = run.index + run[0].length
    for (const letters of toLetters(run[0])) visit(letters, letters)
  }
  for (const part of identifierParts(token.slice(end))) visitWord(part)
}
