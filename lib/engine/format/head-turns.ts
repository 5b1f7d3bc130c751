import { sayDay } from '../text/time-words'
import type { TurnMarkup } from '../vocabulary/policy'
import type { Turn } from '../vocabulary/types'

/** What stands above a turn. Without a role the speaker's name says whose it is. */
export type TurnHeading = { role?: Turn['role']; speaker?: string; day?: string }

/** Names that a reader could take for a role. */
const ROLES = new Set(['user', 'assistant', 'system'])
const UNPLAIN = /[^\p{L}\p{M} .'’-]/u
const MOST_WORDS = 2

/** Whether a name can stand in a heading for its bearer's role, and is taken for nothing else. */
const isPlain = (name: string) =>
  name.trim() !== '' &&
  !UNPLAIN.test(name) &&
  name.split(' ').length <= MOST_WORDS &&
  !ROLES.has(name.trim().toLowerCase())

/**
 * What the heading of each turn says, of turns in the order in which they are written: its day where that is another than
 * before, and `once` the year and the speaker's role only where they are not known from the headings before.
 */
export function headTurns(markup: TurnMarkup): (turn: Turn) => TurnHeading {
  let before: string | undefined
  const roles = new Map<string, Turn['role']>()
  return (turn) => {
    const { role, speaker, day } = turn
    const isKnown = speaker !== undefined && roles.get(speaker) === role
    const heading: TurnHeading = isKnown
      ? headAgain(turn, markup)
      : { role, ...(speaker === undefined ? {} : { speaker }) }
    if (markup !== 'full' && day !== undefined && day !== before) {
      heading.day = nameDay(day, markup, before !== undefined && yearOf(before) === yearOf(day))
    }
    if (speaker !== undefined) roles.set(speaker, role)
    before = day
    return heading
  }
}

/** The heading of a turn of a day and a speaker that headings before it have told. */
export function headAgain({ role, speaker }: Turn, markup: TurnMarkup): TurnHeading {
  if (speaker === undefined) return { role }
  return markup === 'once' && isPlain(speaker) ? { speaker } : { role, speaker }
}

/** What headings say once for all turns that have the same `of`, each with a heading that says it and one that does not. */
export function headingsSaidOnce(turn: Turn, markup: TurnMarkup) {
  const { role, speaker, day } = turn
  const again = headAgain(turn, markup)
  const said: { of: string; heading: TurnHeading; without: TurnHeading }[] = []
  const isRoleKnown = again.role === undefined
  if (isRoleKnown) said.push({ of: `${role} ${speaker}`, heading: { ...again, role }, without: again })
  if (day === undefined || markup === 'full') return said
  const known = { ...again, day: nameDay(day, markup, true) }
  said.push({ of: day, heading: known, without: again })
  if (markup === 'once') {
    said.push({ of: yearOf(day), heading: { ...again, day: nameDay(day, markup, false) }, without: known })
  }
  return said
}

/** `2026-03-04`; `once` as it is spoken of, `4 March 2026` or, of a known year, `4 March`. */
function nameDay(day: string, markup: TurnMarkup, isYearKnown: boolean): string {
  if (markup !== 'once') return day
  const said = sayDay(day)
  return isYearKnown ? said.slice(0, -yearOf(day).length - 1) : said
}

const yearOf = (day: string) => day.slice(0, 4)
