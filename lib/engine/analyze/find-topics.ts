import type { Topic } from '../vocabulary/query-analysis'
import { markVerbs } from './mark-verbs'
import { splitWords, type Word } from './split-words'
import { stopWordsOf } from './stop-words'

const MAX_TOPICS = 4
const MAX_KEYWORDS = 24
/** A phrase after one of these says more about the one before. */
const ATTACHING =
  /^(?:in|of|for|with|on|from|by|to|under|at|inside|into|within|about|per|für|von|mit|bei|auf|de|du|des|pour|dans|avec|para|con|di|del|della|dei|van|voor|med|для|в)$/i
/** May stand between a preposition and its phrase. */
const ARTICLE =
  /^(?:the|a|an|my|our|your|their|its|this|that|these|der|die|das|den|dem|ein|eine|einem|einen|le|la|les|l|un|une|el|los|las|il|lo|gli|i|o|os|as|het|een)$/i
/** What it introduces stands against the phrase before, or beside it, and is a topic of its own. */
const SEPARATING =
  /^(?:without|except|excluding|apart|aside|instead|rather|other|not|no|only|just|since|before|prior|and|or|ohne|außer|nur|sans|sauf|uniquement|sin|excepto|solo|y|und|et|oder|ou|o)$/
const SENTENCE_END = /[^\s'’"“”«»()¿¡`]/

type Phrase = { words: Word[]; isAttached: boolean }

/** Words that say what a query is about, grouped, and all content words; of one reading of the text. */
export type Subjects = { topics: Topic[]; keywords: string[] }

/**
 * Topics are the phrases between function words, verbs and punctuation, as in RAKE (Rose et al. 2010). A phrase that a
 * preposition attaches to the one before is its subtopic. Keywords are the content words, verbs included, in lowercase
 * and by first occurrence.
 */
export function findSubjects(query: string, language: string): Subjects {
  const words = splitWords(query)
  const verbs = markVerbs(words, stopWordsOf(language))
  const keywords = words.filter((word) => isContent(word, language)).map(nameOf)
  const topics: Topic[] = []
  for (const { words: phrase, isAttached } of phrasesOf(query, words, verbs, language)) {
    const name = phrase.map(nameOf).join(' ')
    const last = topics.at(-1)
    if (last && isAttached) last.subtopics.push(name)
    else topics.push({ topic: name, subtopics: [] })
  }
  return { topics: topics.slice(0, MAX_TOPICS), keywords: [...new Set(keywords)].slice(0, MAX_KEYWORDS) }
}

function phrasesOf(query: string, words: Word[], verbs: Set<Word>, language: string): Phrase[] {
  const phrases: Phrase[] = []
  let open: Phrase | undefined
  let isAttached = false
  let isSeparated = false
  let end = 0
  for (const word of words) {
    if (SENTENCE_END.test(query.slice(end, word.start))) {
      open = undefined
      isAttached = false
    }
    end = word.end
    if (!isContent(word, language) || verbs.has(word)) {
      open = undefined
      isSeparated ||= SEPARATING.test(word.lower)
      isAttached = !isSeparated && (ATTACHING.test(word.lower) || (isAttached && ARTICLE.test(word.lower)))
    } else if (open) {
      open.words.push(word)
    } else {
      open = { words: [word], isAttached }
      phrases.push(open)
      isAttached = false
      isSeparated = false
    }
  }
  return phrases
}

function isContent(word: Word, language: string): boolean {
  return word.isIdentifier || (isLongEnough(word.lower) && !stopWordsOf(language).has(word.lower))
}

/** One letter says something only where a letter is a word. */
function isLongEnough(lower: string): boolean {
  return lower.length > 1 || /\p{Script=Han}/u.test(lower)
}

function nameOf({ lower }: Word): string {
  return lower.replace(/\(\)$/, '')
}
