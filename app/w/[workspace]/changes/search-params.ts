import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { CHANGE_STATUSES } from '@/lib/schemas/changes/change-request'

/** Those of a list: without one, what is under way. `mine` and `all` are of any status. */
export const changesSearchParams = {
  status: parseAsStringLiteral([...CHANGE_STATUSES, 'mine', 'all'] as const).withDefault('open'),
  /** The release that they go into; without one, any. */
  into: parseAsString,
}

export const CHANGE_TABS = ['edits', 'effect', 'checks', 'discussion'] as const

/** A link shows the same edit, or the same context of the same query set. */
export const changeSearchParams = {
  tab: parseAsStringLiteral(CHANGE_TABS).withDefault('edits'),
  module: parseAsString,
  policy: parseAsString,
  set: parseAsString,
  query: parseAsString,
  /** The reviewer since whose approval the texts are compared. */
  since: parseAsString,
  /** A thread to show. */
  thread: parseAsString,
}
