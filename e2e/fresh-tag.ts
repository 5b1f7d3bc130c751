import { randomBytes } from 'node:crypto'

/** Letters that no label is made of: a made name never contains “csv” or “run”, which a journey looks for by a part. */
const LETTERS = 'jkqvxz'

/**
 * A word of twelve letters that no test has used on this database: in the ids, names and texts that a test makes, so that
 * it can be tried again, or run many times.
 */
export function freshTag(): string {
  return [...randomBytes(12)].map((byte) => LETTERS[byte % LETTERS.length]).join('')
}
