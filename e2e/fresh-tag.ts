import { randomBytes } from 'node:crypto'

/**
 * A word of ten letters that no test has used on this database: in the ids, names and texts that a test makes, so that it
 * can be tried again, or run many times.
 */
export function freshTag(): string {
  return [...randomBytes(10)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')
}
