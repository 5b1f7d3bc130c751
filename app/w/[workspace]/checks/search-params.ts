import { parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { INSPECTOR_TABS } from '@/components/context/inspector-tabs'

export const SET_PARTS = ['queries', 'without', 'answers'] as const

/** A link shows the same set, the same query and the check that was looked into. */
export const checksSearchParams = {
  set: parseAsString,
  release: parseAsString,
  part: parseAsStringLiteral(SET_PARTS).withDefault('queries'),
  /** Answers that are compared, and the change request that is chosen for new ones. */
  comparison: parseAsString,
  change: parseAsInteger,
  failing: parseAsBoolean.withDefault(false),
  query: parseAsString,
  check: parseAsInteger,
  tab: parseAsStringLiteral(INSPECTOR_TABS).withDefault('candidates'),
}
