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

/** Words of questions and requests that the lists of stop words lack. */
const MORE_WORDS: Record<string, string[]> = {
  en: 'why when does do is are will should not show explain tell give write please thanks hello find list fix'.split(
    ' ',
  ),
  de: 'wie was warum wieso welche welcher welches wann wo kann bitte danke hallo zeige erkläre gibt nicht'.split(' '),
  fr: 'comment pourquoi quel quelle quels quelles quand où est merci bonjour peut puis-je entre'.split(' '),
  es: 'cómo qué por cuál cuáles cuándo dónde puedo gracias hola hay entre'.split(' '),
  it: 'come perché quale quali quando dove posso grazie ciao'.split(' '),
  pt: 'como qual quais quando onde posso faço obrigado olá você não'.split(' '),
  nl: 'hoe wat waarom welke wanneer waar kan bedankt hallo ik'.split(' '),
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

/** English counts this much more: most libraries are in it, and the other lists hold some of its words. */
const ENGLISH_PRIOR = 1.2

const WORD_WEIGHTS = weighWords()

/**
 * The language of a text (BCP 47 primary subtag): by its script, for Latin script by the function words in it, each
 * weighing the less the more languages have it. `und` when nothing, or nothing clear, tells.
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, 4_000)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters === 0) return 'und'
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (latin < letters / 2) return SCRIPTS.find(([script]) => script.test(sample))?.[1] ?? 'und'
  const scores = new Map<string, number>()
  for (const [word] of sample.toLowerCase().matchAll(/\p{L}[\p{L}\p{M}-]*/gu)) {
    for (const [language, weight] of WORD_WEIGHTS.get(word) ?? []) {
      scores.set(language, (scores.get(language) ?? 0) + weight)
    }
  }
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1])
  if (!best || best[1] < 0.25) return 'und'
  return second && second[1] > best[1] * 0.9 ? 'und' : best[0]
}

function weighWords(): Map<string, [string, number][]> {
  const languagesOf = new Map<string, Set<string>>()
  for (const [language, stopWords] of Object.entries(LATIN_LANGUAGES)) {
    for (const word of [...stopWords, ...(MORE_WORDS[language] ?? [])]) {
      const key = word.toLowerCase()
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
