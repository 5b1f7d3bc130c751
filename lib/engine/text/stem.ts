import stemmers from 'snowball-stemmers'
import { ara, dan, deu, eng, fin, fra, hun, ita, nld, nob, pol, por, ron, rus, spa, swe, tur } from 'stopword'

/** Stop words and stemmer (Snowball, Porter 2001) of the languages that have them. */
const LANGUAGES: Record<string, { stopWords: string[]; algorithm?: string }> = {
  ar: { stopWords: ara, algorithm: 'arabic' },
  da: { stopWords: dan, algorithm: 'danish' },
  de: { stopWords: deu, algorithm: 'german' },
  en: { stopWords: eng, algorithm: 'english' },
  es: { stopWords: spa, algorithm: 'spanish' },
  fi: { stopWords: fin, algorithm: 'finnish' },
  fr: { stopWords: fra, algorithm: 'french' },
  hu: { stopWords: hun, algorithm: 'hungarian' },
  it: { stopWords: ita, algorithm: 'italian' },
  nl: { stopWords: nld, algorithm: 'dutch' },
  no: { stopWords: nob, algorithm: 'norwegian' },
  pl: { stopWords: pol },
  pt: { stopWords: por, algorithm: 'portuguese' },
  ro: { stopWords: ron, algorithm: 'romanian' },
  ru: { stopWords: rus, algorithm: 'russian' },
  sv: { stopWords: swe, algorithm: 'swedish' },
  tr: { stopWords: tur, algorithm: 'turkish' },
}

/** Stop words that the package's lists lack: what is left of contractions, and words of questions and requests. */
const MORE_STOP_WORDS: Record<string, string> = {
  en: [
    'not no nor so why when whom whose will shall does done doing its us she too just don doesn didn isn aren wasn weren won',
    'wouldn couldn shouldn hasn haven hadn ain ll ve re please',
  ].join(' '),
  da: 'hvilke hvilket',
  de: 'wieviel',
  es: 'cómo cuál cuáles cuándo dónde adónde quién quiénes cuánto cuánta cuántos cuántas hay puedo puede',
  fi: 'mikä miten missä milloin kuka miksi kuinka',
  fr: 'combien comment pourquoi quand quoi lequel laquelle lesquels lesquelles puis peut peux est-ce',
  it: 'quali quando posso può',
  nl: 'hoeveel waarom welke wanneer waar mag',
  no: 'hvilket må mye',
  pl: 'jaka mogę',
  pt: 'quanto quanta quantos quantas onde posso pode quê',
  ru: 'почему зачем сколько какие',
  tr: 'kaç',
}

export type Stemmer = { language: string; isStopWord(word: string): boolean; stem(word: string): string }

const MEMORY_SIZE = 20_000
const loaded = new Map<string, Stemmer>()

export const hasStemmer = (language: string): boolean => Object.hasOwn(LANGUAGES, language)

/** The stemmer of a language (BCP 47 primary subtag); English for one that has none. Expects lowercase words. */
export function stemmerOf(language: string): Stemmer {
  const key = hasStemmer(language) ? language : 'en'
  let stemmer = loaded.get(key)
  if (!stemmer) {
    stemmer = createStemmer(key)
    loaded.set(key, stemmer)
  }
  return stemmer
}

function createStemmer(language: string): Stemmer {
  const { stopWords, algorithm } = LANGUAGES[language]!
  const stopSet = new Set(
    [...stopWords, ...(MORE_STOP_WORDS[language]?.split(' ') ?? [])].map((word) => word.toLowerCase()),
  )
  const snowball = algorithm ? stemmers.newStemmer(algorithm) : undefined
  let memory = new Map<string, string>()
  return {
    language,
    isStopWord: (word) => stopSet.has(word),
    stem(word) {
      let stem = memory.get(word)
      if (stem === undefined) {
        // In English they are only ever decoration; elsewhere the stemmer reads them.
        const written = language === 'en' ? foldMarks(word) : word
        stem = foldMarks(snowball ? snowball.stem(written) : written)
        if (memory.size >= MEMORY_SIZE) memory = new Map()
        memory.set(word, stem)
      }
      return stem
    },
  }
}

/** Accents on Latin letters are dropped, as many people do who type. */
function foldMarks(word: string): string {
  if (!/[\u0080-\uffff]/.test(word)) return word
  return word
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})\p{Mn}+/gu, '')
    .normalize('NFC')
}
