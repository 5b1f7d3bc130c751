import type { Bounds, Check } from '@/lib/engine/vocabulary/checks'
import { LIMITS } from './limits'

/**
 * Why a check would say nothing, as a sentence for people: it asserts nothing, admits every value or none. Undefined for
 * one that can both hold and fail.
 * @param contextWindow that the query is composed for, where it names one
 */
export function refuseCheck(check: Check, contextWindow: number = LIMITS.contextWindow): string | undefined {
  switch (check.kind) {
    case 'tokens':
      return refuseBounds(check, { most: contextWindow, every: 'tokens' })
    case 'share':
      return refuseBounds(check, { most: 100, every: 'percent' })
    case 'window':
      if (check.tokens < contextWindow) return undefined
      return `Every context of this query fits ${check.tokens.toLocaleString('en-US')} tokens: name a smaller window.`
    case 'before':
      return check.module === check.other ? 'A module cannot stand before itself: name two modules.' : undefined
    default:
      return undefined
  }
}

function refuseBounds({ atLeast, atMost }: Bounds, { most, every }: { most: number; every: string }) {
  if (atLeast === undefined && atMost === undefined) return 'This says nothing yet: give at least, at most or both.'
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost) {
    return `No value is at least ${atLeast} and at most ${atMost}: swap the two.`
  }
  if (atLeast !== undefined && atLeast > most) return `No value is more than ${most} ${every}: ask for less.`
  if ((atLeast ?? 0) > 0 || (atMost ?? most) < most) return undefined
  return `These bounds admit every value: from 0 to ${most.toLocaleString('en-US')} ${every} is all there is.`
}
