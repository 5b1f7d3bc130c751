import { parseAsString } from 'nuqs/server'

/** A link shows a colleague the same two contexts; each side as `parseComparedSide` reads it. */
export const compareSearchParams = { a: parseAsString, b: parseAsString }
