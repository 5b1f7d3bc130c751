import { cues } from '@/lib/engine'
import { type QuestionWords, WORDS } from './words-by-language'

const UNSPACED = new Set(['ja', 'zh'])
/** What is counted stands right behind its number, with what else is glued to it: “40개입니다”. */
const GLUES_NUMBERS = new Set(['ja', 'zh', 'ko'])
const none = /(?!)/u

function remember<Value>(make: (language: string) => Value): (language: string) => Value {
  const made = new Map<string, Value>()
  return (language) => {
    const value = made.get(language) ?? make(language)
    made.set(language, value)
    return value
  }
}

const wordsOf = (language: string): QuestionWords => (Object.hasOwn(WORDS, language) ? WORDS[language]! : {})
const oneOf = (words: string | undefined) => (words === undefined ? none : cues(words))
/** In a language; in any but English where it is not known. */
const inLanguage = (kind: 'place' | 'asking') =>
  remember((language) => {
    const words = language === 'und' ? OTHERS.map((other) => wordsOf(other)[kind]) : [wordsOf(language)[kind]]
    const known = words.filter((list) => list !== undefined)
    return known.length > 0 ? cues(...known) : none
  })
const OTHERS = Object.keys(WORDS).filter((language) => language !== 'en')

const measuresOf = remember((language) => {
  const { measures = [] } = wordsOf(language)
  return {
    any: oneOf(measures.length > 0 ? measures.map(([words]) => words).join('|') : undefined),
    each: measures.map(([words, names]) => ({ asks: cues(words), names })),
  }
})

function measureIn(question: string, language: string): string {
  const { any, each } = measuresOf(language)
  return any.test(question) ? (each.find(({ asks }) => asks.test(question))?.names ?? '') : ''
}

/**
 * The names of the measure that a question asks for, those of its language first; empty where it asks for none. Languages
 * share words, and a short question hardly tells its own: “quanto tempo”.
 */
export function measureOf(question: string, language: string): string {
  const languages = new Set([language, ...Object.keys(WORDS)])
  const names = [...languages].map((each) => measureIn(question, each))
  return names.filter(Boolean).join(', ')
}

/** Whether a question in another language than English asks for a place. */
export const asksPlace = (question: string, language: string) => placeIn(language).test(question)
const placeIn = inLanguage('place')

/** A question in another language than English without its words about the answer. */
export const withoutAsking = (question: string, language: string) => question.replaceAll(askingIn(language), ' ')
const asking = inLanguage('asking')
const askingIn = remember((language) => new RegExp(inUnspaced(asking(language).source, language), 'giu'))

/**
 * In Japanese and Chinese a noun about the answer heads its compound, and the head comes last: “登録方法” asks for a way,
 * “方法論” and “説明書” are things. What is negated is another word (“不可能”), and so is one character that goes on from
 * another (“間違い”).
 */
function inUnspaced(source: string, language: string): string {
  if (language === 'ja')
    return String.raw`(?<![不無未非])(?<!${HAN}(?=${HAN}[^\p{Script=Han}]))(?:${source})(?!(?<=${HAN})[\p{Script=Han}\p{Script=Katakana}])`
  if (language === 'zh')
    return String.raw`(?<![不无無没沒未非])(?:${source})(?=$|[^\p{Script=Han}]|[${AFTER_CHINESE_NOUN}])`
  return source
}

const HAN = String.raw`\p{Script=Han}`
/** Words that go on with the sentence. */
const AFTER_CHINESE_NOUN = '是有吗嗎呢吧啊在和与與跟哪什甚怎如何为為一这這那'

/** Words that say that something is not, or must not be. */
export const deniesIn = remember((language) => oneOf(wordsOf(language).denies))

/** Words that settle a question of yes or no. */
export const settlesIn = remember((language) => oneOf(wordsOf(language).settles))

/** A number with what it counts: “230 tokens”, “10 %”, “two days”, “3 か月”. */
export const measuredIn = remember((language) => {
  // begins where a number does, never inside it
  if (GLUES_NUMBERS.has(language)) return /(?<![\d.,–〜~-])(?=[.,–〜~-]*\d)[\d.,–〜~-]+\s?(?:[%％]|\p{L})/u
  const numbers = wordsOf(language).numbers ?? WORDS.en!.numbers
  return new RegExp(
    String.raw`(?:^|[\s(~≤≥$€])(?:\d[\d.,–-]*|${numbers})(?:\s?%|[\s-]\p{L}{2,}|\s?\p{L}{1,3}(?![\p{L}\p{N}_]))`,
    'iu',
  )
})

const DEFINES =
  /^((?:\S+\s+){1,6}?)(?:(?:is|are)\s+(?:an?|the|any|every|all|what|where|when|how|one|part|\p{L}+ing)|means|decides|lets|returns|describes)\b/iu
/** “In mathematics, a pure function is a function that …”. */
const DEFINES_LATE = /(?:^|,|\)|:)\s+(?:an?|the)\s+((?:[^\s,.:;]+\s+){1,4}?)(?:is|are)\s+(?:an?|the|any|one)\b/iu

/** Find, the first that does, what a sentence says what it is, as their first group. */
export const definesIn = remember((language): RegExp[] => {
  const { is } = wordsOf(language)
  if (is === undefined) return [DEFINES_LATE, DEFINES]
  const words = is.replaceAll(' ', String.raw`\s+`)
  if (language === 'ko') return [new RegExp(`^(\\S{1,30}?)(?:${words})[\\s,]`, 'u')]
  if (UNSPACED.has(language)) return [new RegExp(`^([^。、，]{1,40}?)\\s?(?:${words})`, 'u')]
  return [new RegExp(String.raw`^((?:\S+\s+){1,6}?)(?:${words})(?![\p{L}\p{N}])`, 'iu')]
})

/** The two that a question in another language than English compares: “zwischen A und B”, “A と B の違い”. */
export function findSides(question: string): [string, string] | null {
  for (const pattern of SIDES) {
    const [, one, other] = pattern.exec(question) ?? []
    if (one && other) return [one, other]
  }
  return null
}

const SIDES = [
  ...Object.values(WORDS).flatMap(({ between }) =>
    between ? [new RegExp(`(?<!\\p{L})${between[0]}\\s+(.{1,50}?)\\s+${between[1]}\\s+([^?,:]{1,50})`, 'iu')] : [],
  ),
  /(?<!\S)(\S.{0,40}?)[와과]\s+(\S.{0,40}?)(?:의|은|는|이|가)?\s+(?:어떻게\s+)?(?:차이|다른|다르|다릅|비교)/u,
  /([^、。]{1,30}?)\s?と\s?([^、。]{1,30}?)\s?(?:の|を)\s?(?:違い|差|比較|使い分け)/u,
  /([^，。]{1,30}?)\s?[和与與跟]\s?([^，。]{1,30}?)\s?(?:有什么|有什麼|的|之间的|之間的)?\s?(?:区别|區別|不同|差别|差別)/u,
]

/** Sentences as one text; those of scripts without spaces have none between them. */
export function joinSentences(sentences: string[]): string {
  return sentences.reduce((text, next) => (text === '' || /[。！？]$/.test(text) ? text + next : `${text} ${next}`), '')
}
