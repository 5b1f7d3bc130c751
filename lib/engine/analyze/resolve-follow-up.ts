import { isSmallTalk } from './classify-query-type'
import { continueQuestion } from './continue-question'
import { cues } from './cues'
import { findIdentifiers } from './find-identifiers'
import { findSubjects } from './find-topics'
import { anyPhraseOf, phrasesOf } from './follow-up-cues'

/** How many user turns back a reference may reach. */
const MAX_DEPTH = 3
const atStart = (phrases: string[]) => cues(...phrases.map((phrase) => `^${phrase}`))
const BEFORE = String.raw`(?<![\p{L}\p{N}])`
const AFTER = String.raw`(?![\p{L}\p{N}])`

const GOES_ON = atStart(phrasesOf('goesOn'))
const ELLIPTIC = atStart(phrasesOf('elliptic'))
const FRAGMENT = atStart(phrasesOf('fragment'))
/** A question of its own, however short. */
const ASKS_WHAT = new RegExp(
  String.raw`^${anyPhraseOf('asksWhat')}(?=\s)(?!\s+${anyPhraseOf('pointsBack')}(?!\p{L}))`,
  'iu',
)
const PRONOUN = new RegExp(`${BEFORE}${anyPhraseOf('pronouns')}${AFTER}`, 'iu')
const ORDINAL = new RegExp(`${BEFORE}${anyPhraseOf('first', 'second')}${AFTER}`, 'iu')
const FIRST = new RegExp(`^${anyPhraseOf('first')}$`, 'iu')
const ALTERNATIVES = /(\S+(?: \S+){0,3}?)\s(?:or|oder|ou|o|vs\.?)\s((?:\S+ ){0,3}?\S+?)(?=[?.,]|$)/i
const EMPTY_PRONOUN = new RegExp(
  String.raw`${BEFORE}(?:${anyPhraseOf('emptyPronouns')}|${anyPhraseOf('articles')} (?:[\p{L}\p{N}-]+ )?that)${AFTER}`,
  'giu',
)
const OPENINGS = `(?:${anyPhraseOf('openings')},? )*`
const QUESTION_FRAME = new RegExp(String.raw`^${OPENINGS}${anyPhraseOf('frames')}(?=\s|$)\s*`, 'i')
/** "What about refunds?", "Show me an example": of what was said. */
const ASKS_MORE = new RegExp(String.raw`^${OPENINGS}${anyPhraseOf('asksMore')}(?!\p{L})`, 'iu')
/** The rest of a question is shorter, however it begins. */
const WORDS_OF_A_SENTENCE = 5

type Resolved = { isFollowUp: boolean; standaloneQuery: string }
/** `whole` is the question that the conversation has come to: a follow-up that only points back leaves it as it was. */
type Read = Resolved & { whole: string }
/** Tells a text's language; handed in, since it is known for the query already. */
type LanguageOf = (text: string) => string

/**
 * Whether the query leans on the conversation, and the query with what it leans on filled in: a pronoun is replaced by
 * the subject of the user's turn before (`do that` by what it asked to do), a few words take the place of their like in its
 * question, and to anything else the content of that question is added.
 *
 * @param earlierQueries The user's turns, oldest first.
 */
export function resolveFollowUp(query: string, earlierQueries: string[], languageOf: LanguageOf): Resolved {
  const telling: string[] = []
  // the latest ones alone are looked at, however long the conversation
  for (let at = earlierQueries.length - 1; at >= 0 && telling.length < MAX_DEPTH; at--) {
    if (!isSmallTalk(earlierQueries[at]!)) telling.unshift(earlierQueries[at]!)
  }
  const { isFollowUp, standaloneQuery } = resolve(query, telling, languageOf)
  return { isFollowUp, standaloneQuery }
}

function resolve(query: string, earlierQueries: string[], languageOf: LanguageOf): Read {
  const text = query.trim()
  const previous = earlierQueries.at(-1)
  if (previous === undefined || text === '' || isSmallTalk(text) || !leansOnContext(text, languageOf)) {
    return { isFollowUp: false, standaloneQuery: query, whole: query }
  }
  const before = resolve(previous, earlierQueries.slice(0, -1), languageOf).whole
  return { isFollowUp: true, ...fillIn(text, before, languageOf) }
}

function fillIn(text: string, before: string, languageOf: LanguageOf): Omit<Read, 'isFollowUp'> {
  const toWhole = (whole: string) => ({ standaloneQuery: whole, whole })
  const beside = (part: string) => ({ standaloneQuery: `${part} (${content})`, whole: before })
  const content = contentOf(before)
  const ordinal = ORDINAL.exec(text)
  const alternatives = ordinal && ALTERNATIVES.exec(before)
  if (ordinal && alternatives) {
    const meant = FIRST.test(ordinal[0]) ? alternatives[1] : alternatives[2]
    return beside(replaceAt(text, ordinal, meant ?? ''))
  }
  const subject = subjectOf(before, languageOf)
  const pronoun = PRONOUN.exec(withoutEmptyPronouns(text))
  if (!pronoun || subject === '') {
    const continued = ordinal || pronoun ? undefined : continueQuestion(text, before, languageOf(before))
    if (continued !== undefined) return toWhole(continued)
    return content === '' ? toWhole(text) : beside(text)
  }
  const [found] = pronoun
  // What "that" and "this" refer to is as often what was to be done as a thing.
  if (/^(?:do |that$|this$)/i.test(found)) return toWhole(replaceAt(text, pronoun, content))
  return toWhole(replaceAt(text, pronoun, /^(?:its|their)$/i.test(found) ? `${subject}'s` : subject))
}

function replaceAt(text: string, { 0: found, index }: RegExpExecArray, replacement: string): string {
  return text.slice(0, index) + replacement + text.slice(index + found.length)
}

function leansOnContext(text: string, languageOf: LanguageOf): boolean {
  if (GOES_ON.test(text) || ORDINAL.test(text)) return true
  const { keywords } = findSubjects(text, languageOf(text))
  // A long question with words of its own explains itself, pronoun or not.
  if (PRONOUN.test(withoutEmptyPronouns(text))) return keywords.length <= 5
  if (findIdentifiers(text).length > 0 || text.split(/\s+/).length > 4) return false
  if (text.endsWith('?') && FRAGMENT.test(text)) return true
  if (keywords.length > 0 && ASKS_WHAT.test(text)) return false
  return keywords.length === 0 ? ELLIPTIC.test(text) || text.endsWith('?') : keywords.length === 1 && text.endsWith('?')
}

/** Blanks them out; every other character keeps its place. */
function withoutEmptyPronouns(text: string): string {
  return text.replace(EMPTY_PRONOUN, (found) => ' '.repeat(found.length))
}

/** "And how can I undo an import?": leans on what was said by its first word alone, if at all. */
export function asksByItself(query: string): boolean {
  const text = query.trim()
  const isComplete = QUESTION_FRAME.test(text) || text.split(/\s+/).length >= WORDS_OF_A_SENTENCE
  if (!isComplete || ASKS_MORE.test(text)) return false
  return !ORDINAL.test(text) && !PRONOUN.test(withoutEmptyPronouns(text))
}

/** A query without the frame of its question: "How do I rotate an API key?" → "rotate an API key". */
function contentOf(query: string): string {
  const stripped = query
    .trim()
    .replace(/^[¿¡]+/, '')
    .replace(/[?.!\s]+$/, '')
  return stripped.replace(QUESTION_FRAME, '').trim() || stripped
}

function subjectOf(query: string, languageOf: LanguageOf): string {
  const [first, second] = findSubjects(query, languageOf(query)).topics
  if (!first) return ''
  const rest = first.topic.includes(' ') ? [] : [second?.topic ?? '']
  return [first.topic, ...first.subtopics.slice(0, 2), ...rest].filter((word) => word !== '').join(' ')
}
