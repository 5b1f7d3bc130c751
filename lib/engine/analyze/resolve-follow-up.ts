import { isSmallTalk } from './classify-query-type'
import { continueQuestion } from './continue-question'
import { cues } from './cues'
import { findIdentifiers } from './find-identifiers'
import { findSubjects } from './find-topics'

/** How many user turns back a reference may reach. */
const MAX_DEPTH = 3
const CONTINUATION = cues(
  '^and|^but|^also|^so|^then|^what about|^how about|^what if|^really|^what else|^anything else|^same for|^same with|^likewise',
  '^instead|^und|^aber|^auch|^et pour|^et|^mais|^y|^pero|^e|^ma|^en|^maar|^а|^и|^那|^じゃあ|^では',
)
/** "Why?", "Show me an example", "Make it shorter": nothing of their own to search for. */
const ELLIPSIS = cues('^why', '^how', '^show me an example', '^for example', '^more', '^warum', '^pourquoi', '^make it')
/**
 * Asks what something is that it names itself: a question of its own, however short. An article ("What is the default?")
 * or a word that compares ("What is missing?") points back.
 */
const DEFINITION =
  /^(?:(?:what|who|where) (?:is|are|was|were)|what does|define|explain|describe|was (?:ist|sind)|wer (?:ist|sind)|wo (?:ist|sind)|c['’]est quoi|qui est|qué (?:es|son)|quién es|(?:che )?cos['’](?:è|e)|chi è|wat (?:is|zijn)|wie is|o que (?:é|são)|что такое|кто так(?:ой|ая))(?=\s)(?!\s+(?:the|der|die|das|den|le|la|les|el|los|las|il|lo|gli|de|het|o|os|as|new|next|wrong|missing|left|included|different|better|best|allowed|needed|required|possible|supported|neu|anders|besser|erlaubt)(?!\p{L}))/iu
/** "After thirty days?", "For gifts?": the rest of a question. */
const FRAGMENT = cues(
  '^after|^as|^at|^before|^by|^during|^even|^except|^for|^from|^in|^into|^on|^only|^per|^since|^than|^through|^to|^until|^via|^with|^within|^without',
  '^auch|^außer|^bei|^bis|^für|^mit|^nach|^nur|^ohne|^seit|^von|^vor|^zu|^après|^avant|^avec|^chez|^dans|^depuis|^même|^par|^pour|^sans|^con|^desde|^hasta|^para|^por|^sin|^tras',
)
const PRONOUN =
  /(?<![\p{L}\p{N}])(?:do (?:it|that|this|so)|it|its|that|this|they|them|their|those|these|ihn|ihm|dies|davon|dazu|damit|dafür|ça|cela|celui-ci|lo|eso|esto|questo|quello)(?![\p{L}\p{N}])/iu
const ORDINAL =
  /\b(?:the (?:first|former|second|latter|other|last)(?: one)?|(?:first|second|last) one|die erste|die zweite|le premier|le second|la segunda)\b/i
const FIRST = /\b(?:first|former|erste|premier)\b/i
const ALTERNATIVES = /(\S+(?: \S+){0,3}?)\s(?:or|oder|ou|o|vs\.?)\s((?:\S+ ){0,3}?\S+?)(?=[?.,]|$)/i
/** `it` as the subject of a general statement, and `that`, `this` before their own noun or clause, refer to nothing before. */
const EMPTY_PRONOUN =
  /(?<!\p{L})(?:(?:is|was) it (?:possible|safe|ok|okay|better|cheaper|worth|a good idea)|it (?:is|'s) (?:possible|better)|so that|such that|(?:the|a|an|all|any|every|are|says?|said|error|means?|modules?|know|think|sure|note|mention|parts?|ones?|those|settings?|files?|e-mail) that|that (?:are|has|have|do|does|can|will|was|were|should)(?!\p{L})|th(?:is|ese|at|ose) (?:error|workspace|library|module|product|week|month|year|paragraph|text|sentence|app|application)|lo que)/giu

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
  if (CONTINUATION.test(text) || ORDINAL.test(text)) return true
  const { keywords } = findSubjects(text, languageOf(text))
  // A long question with words of its own explains itself, pronoun or not.
  if (PRONOUN.test(withoutEmptyPronouns(text))) return keywords.length <= 5
  if (findIdentifiers(text).length > 0 || text.split(/\s+/).length > 4) return false
  if (text.endsWith('?') && FRAGMENT.test(text)) return true
  if (keywords.length > 0 && DEFINITION.test(text)) return false
  return keywords.length === 0 ? ELLIPSIS.test(text) || text.endsWith('?') : keywords.length === 1 && text.endsWith('?')
}

/** Blanks them out; every other character keeps its place. */
function withoutEmptyPronouns(text: string): string {
  return text.replace(EMPTY_PRONOUN, (found) => ' '.repeat(found.length))
}

const QUESTION_FRAME =
  /^(?:(?:and|also|but|so|then|ok|okay|please|und|auch|aber|et|mais|y|pero|e|ma|en|maar),? )*(?:how (?:do|can|should|would|could|did) (?:i|we|you|one)|how to|(?:can|could|should|may|do|must) (?:i|we|you)|(?:can|could) you|what (?:is|are|was|does|do) (?:the |an? )?|what about|how about|which|who|when|where|why|(?:is|are|does|do|did|has|have) |tell me about|explain|describe|show me|i (?:want|need|have) to|wie (?:kann|muss|soll) (?:ich|man)|wie|was (?:ist|sind)|soll ich|comment|qu['’]est-ce que|cómo|qué es)(?=\s|$)\s*/i

/** The rest of a question is shorter, however it begins. */
const WORDS_OF_A_SENTENCE = 5
/** "What about refunds?", "Show me an example": of what was said. */
const ASKS_MORE =
  /^(?:(?:and|also|but|so|then|ok|okay|please),? )*(?:what about|how about|show me|for example|more|make it)(?!\p{L})/iu

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
