import { parseAsString } from 'nuqs/server'

/** A link shows the same person; `own` is whoever opens it. */
export const profilesSearchParams = { profile: parseAsString, q: parseAsString.withDefault('') }
