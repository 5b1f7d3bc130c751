import { dan, deu, eng, fin, fra, hun, ita, nld, nob, pol, por, ron, spa, swe, tur } from 'stopword'

const SCRIPTS: [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/[іїєґ]/iu, 'uk'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Thai}/u, 'th'],
]

/** Words of questions and requests that the lists of stop words lack: each language has all that ask in it. */
const MORE_WORDS: Record<string, string[]> = {
  en: 'why when does do is are will may should not show explain tell give write please thanks hello find list fix'.split(
    ' ',
  ),
  de: [
    ...'wie was wer wen wem wessen warum wieso welche welcher welches wann wo wieviel kann darf muss soll braucht'.split(
      ' ',
    ),
    ...'bitte danke hallo zeige erkläre gibt nicht'.split(' '),
  ],
  fr: 'combien comment pourquoi quel quelle quels quelles quoi quand qui où est merci bonjour peut puis-je peut-on doit-on sait-on est-ce entre'.split(
    ' ',
  ),
  es: [
    ...'cómo qué por cuál cuáles cuándo dónde adónde quién quiénes cuánto cuánta cuántos cuántas'.split(' '),
    ...'cuanto cuanta cuantos cuantas puedo gracias hola hay entre'.split(' '),
  ],
  it: 'come perché quale quali quando quanto quanta quanti quante chi dove posso grazie ciao'.split(' '),
  pt: 'como qual quais quando quanto quanta quantos quantas quem onde posso faço obrigado olá você não'.split(' '),
  nl: 'hoe hoeveel wat wie waarom welke wanneer waar kan mag moet bedankt hallo ik'.split(' '),
  sv: 'hur vad vem varför vilka vilken vilket när får'.split(' '),
  da: 'hvor hvad hvem hvorfor hvilke hvilken hvilket hvornår hvordan lang langt må'.split(' '),
  no: 'hvor hva hvem hvorfor hvilke hvilken hvilket når hvordan lang langt må'.split(' '),
  pl: 'ile czy gdzie kto kiedy jaki jaka jakie jak dlaczego'.split(' '),
}

const LATIN_LANGUAGES: Record<string, string[]> = {
  en: eng,
  de: deu,
  fr: fra,
  es: spa,
  it: ita,
  pt: por,
  nl: nld,
  sv: swe,
  da: dan,
  no: nob,
  fi: fin,
  pl: pol,
  ro: ron,
  hu: hun,
  tr: tur,
}

/** Only the beginning of a text is read (UTF-16 units). */
const SAMPLE_LENGTH = 4_000
/** English counts this much more: most libraries are in it, and the other lists hold some of its words. */
const ENGLISH_PRIOR = 1.2

/** Letters that are words; the lists have all letters of the alphabet. */
const ONE_LETTER_WORDS: Record<string, string> = {
  en: 'a i',
  es: 'a e o u y',
  fr: 'a à y',
  hu: 'a s',
  it: 'a e i o è',
  pl: 'a i o u w z',
  pt: 'a e o à é',
  ro: 'a e o',
  da: 'i å',
  no: 'i å',
  sv: 'i å',
}

/**
 * Languages that say with endings what others say with small words are told by letters no other listed one joins; French
 * by the subject that a question ties to its verb.
 */
const OWN_LETTERS: [string, RegExp][] = [
  ['fi', /ää|öö|yy|yö|äy|öy|äi|öi|(?:ss|st|ll|lt)ä$|iin$/u],
  ['fr', /\p{L}-(?:t-(?:il|elle|on)|ils?|elles?|je|nous|vous)$/u],
]
/** Less than a function word that one language alone has: a name may be written so in a text of another language. */
const OWN_LETTERS_WEIGHT = 0.8

const PLAIN = /^[a-z]+$/
/** A word with the punctuation around it; what has anything else in it is a name, a number or code. */
const WORD = /^["“„«([{*_>¿¡]*(\p{L}[\p{L}\p{M}-]*)[.,;:!?"”“»)\]}*_…]*$/u

const WORD_WEIGHTS = weighWords()

/**
 * The language of a query (BCP 47 primary subtag): by its script, for Latin script by the function words in it, each
 * weighing the less the more languages have it. `und` when nothing, or nothing clear, tells.
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE_LENGTH)
  const script = detectScript(sample)
  if (script !== 'Latin') return script ?? 'und'
  const [best, second] = [...scoreLanguages(sample).scores].sort((a, b) => b[1] - a[1])
  if (!best || best[1] < 0.25) return 'und'
  return second && second[1] > best[1] * 0.9 ? 'und' : best[0]
}

/** A page of prose has its language in every other sentence; a table or a piece of code says little and means less. */
const MIN_EVIDENCE = 1.5
const MIN_EVIDENCE_PER_WORD = 0.04
/** How much clearer than by what is expected a text has to speak for another language. */
const MARGIN = 1.3

/**
 * The language of a text that is searched: what is expected of it, unless its script or its function words clearly tell
 * otherwise. So one language rules what stands around it, and code and tables take the language of their page.
 */
export function detectTextLanguage(text: string, expected = 'en'): string {
  const sample = text.slice(0, SAMPLE_LENGTH)
  const script = detectScript(sample)
  if (script !== 'Latin') return script ?? expected
  const { scores, words } = scoreLanguages(sample)
  let best = expected
  let most = Math.max(MIN_EVIDENCE, MIN_EVIDENCE_PER_WORD * words, MARGIN * (scores.get(expected) ?? 0))
  for (const [language, score] of scores) {
    if (score <= most) continue
    best = language
    most = score
  }
  return best
}

/** The language of a text as a whole, and of each part of it: BCP 47 primary subtags. */
export type TextLanguages = { language: string; parts: string[] }

/** A part is in the language of the whole unless it clearly tells otherwise. */
export function detectLanguages(text: string, parts: readonly string[]): TextLanguages {
  const language = detectTextLanguage(text)
  return { language, parts: parts.map((part) => detectTextLanguage(part, language)) }
}

/** `Latin`, the language that a script stands for, or null. */
function detectScript(sample: string): string | null {
  // most texts have no letter that is not Latin
  if (!/[\u0370-\uffff]/.test(sample)) return /[a-z\u00c0-\u024f]/i.test(sample) ? 'Latin' : null
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters === 0) return null
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0
  return latin >= letters / 2 ? 'Latin' : (SCRIPTS.find(([script]) => script.test(sample))?.[1] ?? null)
}

/** No function word is longer (UTF-16 units). */
const LONGEST_WORD = 14

/** Each word counts once, whatever repeats it: a table says "em" in every cell. Words are what stands by itself. */
function scoreLanguages(sample: string): { scores: Map<string, number>; words: number } {
  const scores = new Map<string, number>()
  const seen = new Set<string>()
  for (const piece of sample.toLowerCase().split(/[\s'’]+/)) {
    if (piece.length > LONGEST_WORD + 4) continue
    const word = PLAIN.test(piece) ? piece : WORD.exec(piece)?.[1]
    if (word !== undefined) seen.add(word)
  }
  for (const word of seen) {
    for (const [language, letters] of OWN_LETTERS) {
      if (letters.test(word)) scores.set(language, (scores.get(language) ?? 0) + OWN_LETTERS_WEIGHT)
    }
    for (const [language, weight] of WORD_WEIGHTS.get(word) ?? []) {
      scores.set(language, (scores.get(language) ?? 0) + weight)
    }
  }
  return { scores, words: seen.size }
}

function weighWords(): Map<string, [string, number][]> {
  const languagesOf = new Map<string, Set<string>>()
  for (const [language, stopWords] of Object.entries(LATIN_LANGUAGES)) {
    for (const word of [...stopWords, ...(MORE_WORDS[language] ?? [])]) {
      const key = word.toLowerCase()
      if (key.length === 1 && !ONE_LETTER_WORDS[language]?.split(' ').includes(key)) continue
      languagesOf.set(key, (languagesOf.get(key) ?? new Set()).add(language))
    }
  }
  return new Map(
    [...languagesOf].map(([word, languages]) => [
      word,
      [...languages].map((language): [string, number] => [
        language,
        (language === 'en' ? ENGLISH_PRIOR : 1) / languages.size,
      ]),
    ]),
  )
}
