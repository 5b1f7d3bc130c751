import type { Constraint } from '../vocabulary/query-analysis'
import { grammarWords } from './grammar-words'
import { splitWords, type Word } from './split-words'
import { stopWordsOf } from './stop-words'

const MAX_FOUND = 8
/** Longer runs of words are a clause, and no subject. */
const MAX_WORDS = 4
/** A subject stands within this many UTF-16 units of what introduces it. */
const REACH = 120

/** What stands before what a query rules out or narrows itself to: sources of patterns, by language. */
type NarrowingPatterns = {
  /** What follows is not wanted. "does not work" excludes nothing: `not` counts in front of a subject only. */
  excluding?: string
  /** Likewise, unless the query weighs the two against each other. */
  preferring?: string
  limiting?: string
}

const NARROWING: Record<string, NarrowingPatterns> = {
  en: {
    excluding: [
      "without|[Ee]xcept(?: for)?|[Ee]xcluding|other than|apart from|aside from|(?:do not|don[’']t) (?:mean|want|use)|NOT",
      String.raw`(?:(?<=[,;(] ?(?:but |and )?)|but )not(?= (?:for|on|in|with|using|via|about|by|the|a|an|to|from) \p{L})|(?<=, )not(?= \p{L})`,
      String.raw`(?<=[,;(] ?(?:but |and )?)no(?= \p{L})`,
    ].join('|'),
    preferring: 'instead of|rather than',
    limiting: '(?:only|just|specifically|exclusively) (?:for|in|on|about|within)|(?:limited|restricted) to',
  },
  de: {
    excluding: 'ohne|außer|ausgenommen|aber nicht',
    preferring: 'statt|anstatt',
    limiting: '(?:nur|ausschließlich|speziell) (?:für|in|auf|bei)',
  },
  fr: {
    excluding: 'sans|sauf|hormis|excepté|mais pas',
    preferring: 'au lieu de|plutôt que',
    limiting: '(?:uniquement|seulement) (?:pour|dans|sur)',
  },
  es: {
    excluding: 'sin|excepto|salvo|pero no',
    preferring: 'en lugar de|en vez de',
    limiting: '(?:solo|sólo|únicamente|solamente) (?:para|en)',
  },
  it: {
    excluding: 'senza|tranne|eccetto',
    preferring: 'invece di',
    limiting: '(?:solo|soltanto) (?:per|in)',
  },
  pt: { excluding: 'sem|exceto', preferring: 'em vez de', limiting: '(?:apenas|somente) (?:para|em)' },
  nl: { excluding: 'zonder|behalve', preferring: 'in plaats van', limiting: 'alleen (?:voor|in)' },
  sv: { excluding: 'utan|förutom' },
  pl: { excluding: 'bez|oprócz' },
  ru: { excluding: 'без|кроме', limiting: 'только (?:для|в)' },
}

const toPattern = (kind: keyof NarrowingPatterns, flags: string) => {
  const all = Object.values(NARROWING).flatMap((patterns) => patterns[kind] ?? [])
  return new RegExp(String.raw`(?<![\p{L}\p{N}_-])(?:${all.join('|')})(?![\p{L}\p{N}_-])`, flags)
}
const EXCLUDING = toPattern('excluding', 'gu')
const PREFERRING = toPattern('preferring', 'gu')
const LIMITING = toPattern('limiting', 'giu')
/** "in the EU region only". */
const LIMITED_BEHIND =
  /(?<![\p{L}\p{N}])(?:for|in|on|about|with|from) ((?:[^\s,.;:!?]+ ){1,5})only(?=\s*(?:$|[,.;!?]))/giu
/** `Redis以外`: what is not wanted stands in front. */
const EXCLUDED_BEHIND = /([\p{Script=Katakana}ー\p{Script=Han}\p{Script=Latin}\p{N}]+)(?:以外|なしで|を除)/gu
const EXCLUDED_CHINESE =
  /(?:除了|不用|不包括|不使用)\s*([\p{Script=Han}\p{Script=Latin}\p{N}]+?)(?:以外|之外|外|的|，|,|。|$)/gu

const VERSION = String.raw`(?:(?:the )?(?:version|release|la version|versión|versione|v\.)\s*v?(\d+(?:\.\d+)*)|v(\d+(?:\.\d+)*)|(\d+\.\d+(?:\.\d+)*))(?![\w.]*\d)`
const BEFORE_VERSION = new RegExp(
  String.raw`(?:(?<!\p{L})(?:before|prior to|older than|earlier than|below|until|up to|vor|avant|antes de|prima della|до|<)\s*(?:the |la )?${VERSION})|${VERSION} (?:or|and) (?:earlier|older|below|lower)`,
  'giu',
)
const SINCE_VERSION = new RegExp(
  String.raw`(?:(?<!\p{L})(?:since|after|newer than|later than|above|starting (?:with|from)|as of|ab|seit|depuis|à partir de|desde|dalla|с|>=?)\s*(?:the |la )?${VERSION})|${VERSION} (?:or|and) (?:later|newer|above|higher)`,
  'giu',
)

/** What a query rules out, and what it narrows itself to. */
export type Narrowing = { exclusions: string[]; constraints: Constraint[] }

/**
 * Reads negations ("without Docker", "all but not X", "except the drafts") and constraints ("only for the free plan",
 * "before version 3"). A negated verb is neither: "does not start" is what the query is about.
 *
 * @param isWeighing "X instead of Y" wants both when the query weighs them against each other
 */
export function findConstraints(query: string, language: string, isWeighing: boolean): Narrowing {
  const after = (pattern: RegExp) =>
    Array.from(query.matchAll(pattern))
      .slice(0, MAX_FOUND)
      .flatMap(({ 0: found, index }) => subjectsAt(query.slice(index + found.length).slice(0, REACH), language))
  const behind = (pattern: RegExp) =>
    Array.from(query.matchAll(pattern)).flatMap(({ 1: found = '' }) => subjectsAt(found, language))
  const exclusions = [
    ...after(EXCLUDING),
    ...(isWeighing ? [] : after(PREFERRING)),
    ...behind(EXCLUDED_BEHIND),
    ...behind(EXCLUDED_CHINESE),
  ]
  const only = [...after(LIMITING).slice(0, 1), ...behind(LIMITED_BEHIND)]
  return {
    exclusions: unique(exclusions).slice(0, MAX_FOUND),
    constraints: [
      ...unique(only).map((value): Constraint => ({ kind: 'only', value })),
      ...versions(query, BEFORE_VERSION).map((value): Constraint => ({ kind: 'before', value })),
      ...versions(query, SINCE_VERSION).map((value): Constraint => ({ kind: 'since', value })),
    ].slice(0, MAX_FOUND),
  }
}

function versions(query: string, pattern: RegExp): string[] {
  return unique(Array.from(query.matchAll(pattern)).flatMap(([, ...groups]) => groups.find(Boolean) ?? []))
}

const JOINING = grammarWords('joining')
const LEADING = grammarWords('leading')

/** The subjects at the beginning of a text: "Docker or Podman, please" → Docker, Podman. */
function subjectsAt(text: string, language: string): string[] {
  const clause = text.split(/[.,;:!?()](?=\s|$)|\n/)[0] ?? ''
  const stopWords = stopWordsOf(language)
  const subjects: Word[][] = [[]]
  for (const word of splitWords(clause)) {
    const open = subjects.at(-1) ?? []
    const isContent = word.isIdentifier || !stopWords.has(word.lower)
    // A verb between: "sans perdre les données".
    if (isInfinitive(open, language)) open.length = 0
    if (LEADING.has(word.lower) && open.length === 0) continue
    if (JOINING.has(word.lower) && open.length > 0) subjects.push([])
    else if (!isContent || open.length >= MAX_WORDS || isAfterNoun(open, word, language)) break
    else open.push(word)
  }
  return subjects
    .filter((words) => words.length > 0)
    .slice(0, 2)
    .map((words) => clause.slice(words[0]?.start, words.at(-1)?.end))
}

function isInfinitive(words: Word[], language: string): boolean {
  const [first] = words
  return words.length === 1 && (language === 'fr' || language === 'es') && /(?:r|re)$/.test(first?.lower ?? '')
}

/** German writes nouns with a capital and puts the verb behind: "ohne Ausfallzeit wechseln". */
function isAfterNoun(words: Word[], word: Word, language: string): boolean {
  return language === 'de' && words.length > 0 && /^\p{Ll}/u.test(word.text)
}

function unique(values: string[]): string[] {
  return [...new Map(values.map((value) => [value.toLowerCase(), value])).values()]
}
