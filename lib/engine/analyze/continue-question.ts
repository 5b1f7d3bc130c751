import { anyPhraseOf } from './follow-up-cues'
import { grammarWords } from './grammar-words'
import { markVerbs } from './mark-verbs'
import { splitWords, type Word } from './split-words'
import { stopWordsOf } from './stop-words'

/** Words of a follow-up that takes a question on: a longer one says what it asks. */
const MOST_WORDS = 5
/** Words of one phrase, without what introduces it. */
const MOST_OF_A_PHRASE = 3

const OPENING = new RegExp(String.raw`^[¿¡\s]*(?:${anyPhraseOf('leadsIn')}(?![\p{L}\p{N}])[,\s]*)*`, 'iu')
const CLOSING = /[\s?.!…]+$/u

const PREPOSITIONS = grammarWords('prepositions')
const INDEFINITE = grammarWords('indefinite')
const DEFINITE = grammarWords('definite')
/** Begins a question of its own, or points to what was said: others take those on. */
const ASKING = grammarWords('asking')
const CLAUSE = grammarWords('clause')
const AUXILIARY = /^(?:is|are|was|were|do|does|did|can|could|may|must|should|will|would|has|have)$/u
/** Singular and plural of what agrees with the subject behind it. */
const AGREEING = [
  ['is', 'are'],
  ['was', 'were'],
  ['does', 'do'],
  ['has', 'have'],
] as const

/** A phrase of a question: UTF-16 offsets, and its words. */
type Phrase = { start: number; end: number; words: Word[] }
type Sentence = { text: string; words: Word[]; language: string; verbs: Set<Word> }

/**
 * The question before with what a short follow-up changes in it, in the form that it had: "How do I install it on Debian?"
 * and "And on Windows?" are "How do I install it on Windows". Undefined where the follow-up is a question of its own,
 * or nothing in the one before is of its kind.
 */
export function continueQuestion(followUp: string, before: string, language: string): string | undefined {
  const text = followUp.replace(OPENING, '').replace(CLOSING, '')
  const words = splitWords(text)
  const [first] = words
  if (!first || words.length > MOST_WORDS || words.some(({ lower }) => ASKING.has(lower))) return undefined
  const question = toSentence(before.trim().replace(CLOSING, ''), language)
  if (question.words.length < 2) return undefined
  if (PREPOSITIONS.has(first.lower) && words.length > 1 && !INDEFINITE.has(first.lower))
    return continueBy(text, words, question)
  const place = findPlace(words, question)
  return place && replacePhrase(question, place, text, words)
}

function toSentence(text: string, language: string): Sentence {
  const words = splitWords(text)
  return { text, words, language, verbs: markVerbs(words, stopWordsOf(language)) }
}

/** In the place of what stood behind the same preposition, or before the same words; else at the end. */
function continueBy(text: string, [first, ...rest]: Word[], question: Sentence): string {
  const object = rest.map(({ lower }) => lower).join(' ')
  const replaced = question.words
    .flatMap((word, at) => (PREPOSITIONS.has(word.lower) ? [behind(question, at)] : []))
    .findLast(({ words: [preposition, ...others] }) => {
      if (others.length === 0 || others.length > MOST_OF_A_PHRASE + 1) return false
      return preposition!.lower === first!.lower || others.map(({ lower }) => lower).join(' ') === object
    })
  if (!replaced) return `${question.text} ${text}`
  return question.text.slice(0, replaced.start) + text + question.text.slice(replaced.end)
}

/** What of the question is of the kind of these words: with the same noun, the same article, or a name as they are. */
function findPlace(words: Word[], question: Sentence): Phrase | undefined {
  const [first] = words
  const phrases = question.words.flatMap((word, at) => (isArticle(word) ? [behind(question, at)] : []))
  const nouns = phrases.filter(({ words }) => words.length > 1)
  const head = words.at(-1)!.lower
  if (isArticle(first!)) {
    if (words.length < 2) return undefined
    const isOfKind = INDEFINITE.has(first!.lower) ? INDEFINITE : DEFINITE
    return upTo(head, question) ?? nouns.findLast(({ words }) => isOfKind.has(words[0]!.lower))
  }
  if (words.every(isName)) return findName(words, question)
  const isPlain = words.length <= 2 && !words.some(({ lower }) => stopWordsOf(question.language).has(lower))
  // one of a thing needs an article: "how do I undo import"
  if (!isPlain || !isPlural(words) || question.language !== 'en') return undefined
  return upTo(head, question) ?? subjectOf(question, nouns) ?? nouns.at(-1)
}

const isArticle = ({ lower }: Word) => INDEFINITE.has(lower) || DEFINITE.has(lower)
const isName = ({ text }: Word) => /^[\p{Lu}\p{N}]/u.test(text)
const isInCapitals = ({ text }: Word) => /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text)

/** The phrase that ends with the same noun, from its article on. */
function upTo(head: string, { words }: Sentence): Phrase | undefined {
  const last = words.findLastIndex(({ lower }) => lower === head)
  if (last < 0) return undefined
  const first = words.findLastIndex((word, at) => at < last && at >= last - MOST_OF_A_PHRASE && isArticle(word))
  return first < 0 ? undefined : toPhrase(words.slice(first, last + 1))
}

/** Names stand for names: JSON for TOML, German for French. Where every noun has a capital, only those in capitals are. */
function findName(words: Word[], question: Sentence): Phrase | undefined {
  const names = question.words.filter((word, at) => at > 0 && isName(word) && word.lower !== 'i')
  const alike = names.filter((word) => isInCapitals(word) === words.every(isInCapitals))
  const found = question.language === 'de' ? alike.filter(isInCapitals) : alike.length > 0 ? alike : names
  const last = found.at(-1)
  if (!last) return undefined
  let first = question.words.indexOf(last)
  const end = first
  while (found.includes(question.words[first - 1]!)) first--
  return toPhrase(question.words.slice(first, end + 1))
}

/** Whom or what the question asks about: "are logs kept", "can an editor publish". */
function subjectOf({ words, language }: Sentence, nouns: Phrase[]): Phrase | undefined {
  const at = words.findIndex(({ lower }) => AUXILIARY.test(lower)) + 1
  const subject = words[at]
  if (at === 0 || !subject) return undefined
  const phrase = nouns.find(({ start }) => start === subject.start)
  if (phrase) return phrase
  return stopWordsOf(language).has(subject.lower) ? undefined : toPhrase([subject])
}

/** From a preposition or an article to the end of its phrase; what a preposition introduces is no verb. */
function behind({ words, language, verbs }: Sentence, at: number): Phrase {
  const stopWords = stopWordsOf(language)
  let end = at + 1
  while (end < words.length && isArticle(words[end]!) && end === at + 1) end++
  const canBeVerb = isArticle(words[at]!)
  const isInside = (word: Word) => {
    if (PREPOSITIONS.has(word.lower) || CLAUSE.has(word.lower) || isArticle(word)) return false
    return !(canBeVerb && verbs.has(word))
  }
  while (end < words.length && isInside(words[end]!) && !stopWords.has(words[end]!.lower)) end++
  return toPhrase(words.slice(at, end))
}

const toPhrase = (words: Word[]): Phrase => ({ start: words[0]!.start, end: words.at(-1)!.end, words })

function replacePhrase(question: Sentence, place: Phrase, text: string, words: Word[]): string {
  const before = question.text.slice(0, place.start)
  const agreed = question.language === 'en' ? agree(before, isPlural(place.words), isPlural(words)) : before
  return agreed + text + question.text.slice(place.end)
}

function isPlural(words: Word[]): boolean {
  return !INDEFINITE.has(words[0]!.lower) && /[^s]s$/.test(words.at(-1)!.text)
}

/** "Is the key encrypted" with "the keys" is "Are the keys encrypted". */
function agree(before: string, was: boolean, is: boolean): string {
  if (was === is) return before
  const last = /(\p{L}+)(\s+)$/u.exec(before)
  const pair = AGREEING.find((forms) => last && forms[was ? 1 : 0] === last[1]!.toLowerCase())
  if (!last || !pair) return before
  const other = pair[is ? 1 : 0]
  const cased = /^\p{Lu}/u.test(last[1]!) ? other[0]!.toUpperCase() + other.slice(1) : other
  return before.slice(0, last.index) + cased + last[2]!
}
