import { parseAsString } from 'nuqs/server'

/** A link shows the same context of the same comparison. */
export const effectSearchParams = {
  /** Release and policy of both sides; without one, production and what each question asks for. */
  before: parseAsString,
  after: parseAsString,
  /** A moment in the past, in place of a release. */
  beforeAt: parseAsString,
  afterAt: parseAsString,
  beforePolicy: parseAsString,
  afterPolicy: parseAsString,
  set: parseAsString,
  query: parseAsString,
}
