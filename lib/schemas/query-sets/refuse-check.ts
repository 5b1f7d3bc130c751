import type { Bounds, Check } from '@/lib/engine/vocabulary/checks'
import { LIMITS } from '@/lib/schemas/limits'

/** What of a query decides which values there can be. */
type Asked = {
  contextWindow?: number | undefined
  turns?: readonly unknown[] | undefined
  profileId?: string | undefined
}

/**
 * Why a check would say nothing, as a sentence for people: it asserts nothing, admits every value or none. Undefined for
 * one that can both hold and fail.
 * @param query that it is a check of; without `contextWindow` it may have the largest
 */
export function refuseCheck(check: Check, query: Asked = {}): string | undefined {
  const { contextWindow = LIMITS.contextWindow } = query
  switch (check.kind) {
    case 'tokens':
      // a query is never empty
      return refuseBounds(check, query, {
        least: check.section === undefined || check.section === 'query' ? 1 : 0,
        most: contextWindow,
        every: 'tokens',
      })
    case 'share':
      return refuseBounds(check, query, { least: 0, most: 100, every: 'percent' })
    case 'window':
      if (check.tokens < contextWindow) return undefined
      return `Every context of this query fits ${format(check.tokens)} tokens: name a smaller window.`
    case 'before':
      return check.module === check.other ? 'A module cannot stand before itself: name two modules.' : undefined
    default:
      return undefined
  }
}

type Range = { least: number; most: number; every: string }

function refuseBounds(check: Bounds & { section?: string | undefined }, query: Asked, { least, most, every }: Range) {
  const { section, atLeast, atMost } = check
  if (atLeast === undefined && atMost === undefined) return 'This says nothing yet: give at least, at most or both.'
  if (section === 'history' && !query.turns?.length) {
    return 'No turns stand before this query, so nothing of history is sent: give it turns, or name another section.'
  }
  if (section === 'profile' && query.profileId === undefined) {
    return 'This query has no profile, so nothing of one is sent: give it one, or name another section.'
  }
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost) {
    return `No value is at least ${atLeast} and at most ${atMost}: swap the two.`
  }
  if (atLeast !== undefined && atLeast > most) return `No value is more than ${most} ${every}: ask for less.`
  if (atMost !== undefined && atMost < least) return `No value is less than ${least}: ask for more.`
  if ((atLeast ?? 0) > least || (atMost ?? most) < most) return undefined
  return `These bounds admit every value: from ${least} to ${format(most)} ${every} is all there is.`
}

const format = (count: number) => count.toLocaleString('en-US')
