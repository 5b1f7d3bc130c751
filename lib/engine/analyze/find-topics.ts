import { deu, eng, fra, ita, nld, por, spa } from 'stopword'
import type { Topic } from '../types'

const MAX_TOPICS = 4
const MAX_KEYWORDS = 24
/** Words that ask or act: they separate topics and are none. */
const ACTS =
  'why when does do did not show explain tell give write please thanks thank hello hi hey find list fix help need want use using used make create add set get configure work works working happen difference between compare versus vs better best best guide steps example examples describe draft don doesn isn won know think look'.split(
    ' ',
  )
const STOP_WORDS: Record<string, Set<string>> = Object.fromEntries(
  Object.entries({ en: eng, de: deu, fr: fra, es: spa, it: ita, pt: por, nl: nld }).map(([language, words]) => [
    language,
    new Set([...words, ...ACTS].map((word) => word.toLowerCase())),
  ]),
)
/** A phrase after one of these says more about the one before. */
const ATTACHING =
  /^(?:in|of|for|with|on|from|by|to|under|at|inside|into|within|für|von|mit|bei|auf|de|du|des|pour|dans|avec|para|con|en|per|di|van|voor)$/i
const WORD = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_./:@#+-]*/gu

type Phrase = { words: string[]; isAttached: boolean }

/** Content words in lowercase, by first occurrence. */
export function findKeywords(query: string, language: string): string[] {
  return [...new Set(phrasesOf(query, language).flatMap(({ words }) => words))].slice(0, MAX_KEYWORDS)
}

/**
 * Phrases between stop words and punctuation, as in RAKE (Rose et al. 2010). A phrase that a preposition attaches to the
 * one before is its subtopic.
 */
export function findTopics(query: string, language: string): Topic[] {
  const topics: Topic[] = []
  for (const { words, isAttached } of phrasesOf(query, language)) {
    const phrase = words.join(' ')
    const last = topics.at(-1)
    if (last && isAttached) last.subtopics.push(phrase)
    else topics.push({ topic: phrase, subtopics: [] })
  }
  return topics.slice(0, MAX_TOPICS)
}

function phrasesOf(query: string, language: string): Phrase[] {
  const stopWords = STOP_WORDS[language] ?? STOP_WORDS.en!
  const phrases: Phrase[] = []
  let open: Phrase | undefined
  let isAttached = false
  let end = 0
  for (const { 0: found, index } of query.slice(0, 10_000).matchAll(WORD)) {
    const word = found.replace(/[.:/-]+$/, '').toLowerCase()
    if (/[^\s'’]/.test(query.slice(end, index))) {
      open = undefined
      isAttached = false
    }
    end = index + found.length
    if (word.length < 2 || stopWords.has(word)) {
      open = undefined
      isAttached = ATTACHING.test(word) || (isAttached && /^(?:the|a|an|my|our|der|die|das|le|la|les|el)$/.test(word))
    } else if (open) {
      open.words.push(word)
    } else {
      open = { words: [word], isAttached }
      phrases.push(open)
      isAttached = false
    }
  }
  return phrases
}
