import { z } from 'zod'

/** What is given lies in these years of UTC: every calendar, database and format of a day writes them alike. */
const FIRST_YEAR = 1900
const LAST_YEAR = 2199
const [from, to] = [Date.UTC(FIRST_YEAR, 0, 1), Date.UTC(LAST_YEAR + 1, 0, 1)]
const OUT_OF_RANGE = `must lie between ${FIRST_YEAR} and ${LAST_YEAR}`
// read by the test that no verb takes a moment without a range
const RANGE = { formatMinimum: `${FIRST_YEAR}-01-01`, formatMaximum: `${LAST_YEAR}-12-31` }

/** Whether it can be stored, and read again as it was. */
export const isInRange = (date: Date): boolean => date.getTime() >= from && date.getTime() < to

/** A time that a caller gives, in any zone. */
export function givenMoment() {
  return z.iso
    .datetime({ offset: true })
    .refine((text) => isInRange(new Date(text)), OUT_OF_RANGE)
    .meta(RANGE)
}

/** A UTC day that a caller gives. */
export function givenDay() {
  return z.iso
    .date()
    .refine((text) => isInRange(new Date(text)), OUT_OF_RANGE)
    .meta(RANGE)
}
