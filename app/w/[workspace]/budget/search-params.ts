import { createParser, parseAsArrayOf, parseAsInteger, parseAsString } from 'nuqs'
import { SECTION_NAMES, type SectionName } from '@/lib/engine'

/** Shares that differ from the policy's, 0–1. */
type Shares = Partial<Record<SectionName, number>>

/** Percent with one decimal: `knowledge:40,history:25.5`. */
export const parseAsShares = createParser<Shares>({
  parse(text) {
    const shares: Shares = {}
    for (const part of text.split(',')) {
      const [key, value = ''] = part.split(':')
      const name = SECTION_NAMES.find((section) => section === key)
      const percent = Number(value)
      if (!name || value.trim() === '' || !(percent >= 0 && percent <= 100)) return null
      shares[name] = Math.round(percent * 10) / 1_000
    }
    return shares
  },
  serialize: (shares) =>
    SECTION_NAMES.flatMap((name) => {
      const share = shares[name]
      return share === undefined ? [] : [`${name}:${Math.round(share * 1_000) / 10}`]
    }).join(','),
  eq: (a, b) => SECTION_NAMES.every((name) => a[name] === b[name]),
})

export const budgetSearchParams = {
  /** The composition to try other budgets on; the latest one when absent. */
  composition: parseAsString,
  /** The release that its question is asked of; the one that it was composed on when absent. */
  release: parseAsString,
  /** What is tried; what is absent is as in the composition. */
  model: parseAsString,
  /** Tokens. */
  window: parseAsInteger,
  /** Tokens kept for the response. */
  reserve: parseAsInteger,
  shares: parseAsShares,
  /** Modules chosen to be sent always, and never; those of the composition when absent. */
  pins: parseAsArrayOf(parseAsString),
  excludes: parseAsArrayOf(parseAsString),
  /** Key of the candidate that is unfolded. */
  candidate: parseAsString,
}
