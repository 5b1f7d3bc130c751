import { rememberTerms } from './remember-terms'
import { UNSPACED } from './unspaced'

/** What a text says of time, in one language. */
export type TimeWords = {
  /** Whether it names a day, a month, a year or a span of time. */
  tellsTime: (text: string) => boolean
  /**
   * The days, months and years that it counts from the day on which it was said, as English speaks of them: `last month`
   * of 2026-03-04 is `February 2026`.
   * @param day ISO 8601, `2026-03-04`
   */
  resolve: (text: string, day: string) => string[]
}

/** Steps back and forth that languages have a name for: `yesterday`, `nächste Woche`. */
type Step = { by: -1 | 1; unit: 'day' | 'week' | 'month' | 'year' }
const STEPS: Step[] = (['day', 'week', 'month', 'year'] as const).flatMap((unit) => [
  { by: -1, unit },
  { by: 1, unit },
])
const SPANS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const
/** One, few and many, as grammars have them. */
const AMOUNTS = [1, 2, 5]

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const WORD = /[\p{L}\p{M}]+/gu
const YEAR = /(?<!\p{N})(?:19|20)\p{N}{2}(?!\p{N})/u
/** A shorter name counts as it is spelled alone: `May` is a month, and `may` is none. */
const LONG = 4

/** `2026-03-04` as it is spoken of: `4 March 2026`. */
export function sayDay(day: string): string {
  const [year, month, date] = day.split('-')
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`
}

const known = new Map<string, TimeWords>()

/** By the locale data of Unicode (CLDR); a language without any is read as English. */
export function timeWordsIn(language: string): TimeWords {
  const locale = isSupported(language) ? language : 'en'
  const words = known.get(locale) ?? readTimeWords(locale)
  known.set(locale, words)
  return words
}

function isSupported(language: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language).length > 0
  } catch {
    // no language tag
    return false
  }
}

function readTimeWords(locale: string): TimeWords {
  const names = namesIn(locale)
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const steps = STEPS.map((step) => ({ ...step, name: relative.format(step.by, step.unit).toLocaleLowerCase(locale) }))
  const read = rememberTerms((text) => {
    const folded = text.toLocaleLowerCase(locale)
    const taken = steps.filter(({ name }) => holds(folded, name))
    const isNamed = () => text.match(WORD)?.some((word) => names.has(fold(word, locale))) ?? false
    return { tellsTime: taken.length > 0 || YEAR.test(text) || isNamed(), steps: taken }
  })
  return {
    tellsTime: (text) => read(text).tellsTime,
    resolve: (text, day) => read(text).steps.flatMap((step) => sayStep(step, day) ?? []),
  }
}

/**
 * Months, days of the week and spans of time: as they are spelled where they are short, in small letters where they are
 * long. Where words do not stand apart, none of them is found: one sign is part of too much else.
 */
function namesIn(locale: string): ReadonlySet<string> {
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  const ahead = new Intl.RelativeTimeFormat(locale)
  const spans = SPANS.flatMap((unit) => {
    const alone = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' })
    return AMOUNTS.flatMap((amount) => [
      ...alone.formatToParts(amount).flatMap(({ type, value }) => (type === 'unit' ? value : [])),
      // in the case that it has behind a preposition
      wordAfterNumber(ahead.formatToParts(amount, unit)),
    ])
  })
  const texts = [
    ...Array.from({ length: 12 }, (_, at) => month.format(Date.UTC(2026, at, 15))),
    ...Array.from({ length: 7 }, (_, at) => weekday.format(Date.UTC(2026, 0, 5 + at))),
    ...spans,
  ]
  const words = texts.flatMap((text) => text.match(WORD) ?? [])
  return new Set(words.map((word) => fold(word, locale)))
}

function wordAfterNumber(parts: Intl.RelativeTimeFormatPart[]): string {
  const at = parts.findLastIndex(({ type }) => type === 'integer')
  return at < 0 ? '' : (parts[at + 1]?.value.match(WORD)?.[0] ?? '')
}

const fold = (word: string, locale: string) => (word.length < LONG ? word : word.toLocaleLowerCase(locale))

/** As whole words, where words stand apart. */
function holds(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + phrase.length)]
    if (UNSPACED.test(phrase) || !(LETTER.test(before) || LETTER.test(after))) return true
  }
  return false
}
const LETTER = /[\p{L}\p{N}]/u

/** Nothing for a day that is none. */
function sayStep({ by, unit }: Step, day: string): string | undefined {
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return undefined
  if (unit === 'year') return String(date.getUTCFullYear() + by)
  if (unit === 'month') {
    const month = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + by))
    return `${MONTHS[month.getUTCMonth()]} ${month.getUTCFullYear()}`
  }
  const days = unit === 'week' ? 7 * by : by
  return sayDay(new Date(date.getTime() + days * 86_400_000).toISOString().slice(0, 10))
}
