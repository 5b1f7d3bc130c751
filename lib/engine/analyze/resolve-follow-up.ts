import { detectLanguage } from './detect-language'
import { findIdentifiers } from './find-entities'
import { findKeywords, findTopics } from './find-topics'

/** How many user turns back a reference may reach. */
const MAX_DEPTH = 3
const CONTINUATION =
  /^(?:and|but|also|so|then|ok(?:ay)?,?|what about|how about|why(?: not| is that)?\s*\??$|really|which one|what else|anything else|und|aber|auch|et|mais|y|pero)\b/i
const PRONOUN =
  /\b(?:it|its|that|this|they|them|their|those|these|the (?:former|latter|second|first|other) one|that one)\b/i
/** `it` as the subject of a general statement, and `that`, `this` before their own noun or clause, refer to nothing before. */
const EMPTY_PRONOUN =
  /\b(?:is it (?:possible|safe|ok|okay|better|worth|a good idea)|it (?:is|'s) (?:possible|better)|so that|such that|(?:the|a|an|all|any|every|is|are|says?|said|error|means?|module|modules|know|think|sure|note) that|that (?:is|are|has|have|do|does|can|will|was|were|should)\b|this (?:error|workspace|library|module|product|week|month|year))/gi

/**
 * Whether the query leans on the conversation, and the query with what it leans on filled in: a pronoun is replaced by
 * the topic of the user's turn before, to anything else that topic is added.
 *
 * @param earlierQueries The user's turns, oldest first.
 */
export function resolveFollowUp(
  query: string,
  earlierQueries: string[],
): { isFollowUp: boolean; standaloneQuery: string } {
  return resolve(query, earlierQueries.slice(-MAX_DEPTH))
}

function resolve(query: string, earlierQueries: string[]): { isFollowUp: boolean; standaloneQuery: string } {
  const text = query.trim()
  const previous = earlierQueries.at(-1)
  if (previous === undefined || text === '' || !leansOnContext(text)) {
    return { isFollowUp: false, standaloneQuery: query }
  }
  const before = resolve(previous, earlierQueries.slice(0, -1)).standaloneQuery
  const topic = topicOf(before)
  if (topic === '') return { isFollowUp: true, standaloneQuery: query }
  const match = PRONOUN.exec(withoutEmptyPronouns(text))
  if (match) {
    const replacement = /^(?:its|their)$/i.test(match[0]) ? `${topic}'s` : topic
    const end = match.index + match[0].length
    return { isFollowUp: true, standaloneQuery: text.slice(0, match.index) + replacement + text.slice(end) }
  }
  return { isFollowUp: true, standaloneQuery: `${text} (${topic})` }
}

function leansOnContext(text: string): boolean {
  if (CONTINUATION.test(text)) return true
  const keywords = findKeywords(text, detectLanguage(text))
  // A long question with words of its own explains itself, pronoun or not.
  if (PRONOUN.test(withoutEmptyPronouns(text))) return keywords.length <= 5
  return keywords.length <= 1 && text.split(/\s+/).length <= 4 && findIdentifiers(text).length === 0 && /\?$/.test(text)
}

/** Blanks them out; every other character keeps its place. */
function withoutEmptyPronouns(text: string): string {
  return text.replace(EMPTY_PRONOUN, (found) => ' '.repeat(found.length))
}

function topicOf(query: string): string {
  const [first, second] = findTopics(query, detectLanguage(query))
  if (!first) return ''
  const words = [
    first.topic,
    ...first.subtopics.slice(0, 2),
    ...(first.topic.includes(' ') ? [] : [second?.topic ?? '']),
  ]
  return words.filter((word) => word !== '').join(' ')
}
