import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const TIME_CHARACTERS = 10
const RANDOM_BYTES = 16

function encodeTime(ms: number): string {
  let rest = ms
  let text = ''
  for (let i = 0; i < TIME_CHARACTERS; i++) {
    text = ALPHABET[rest % 32] + text
    rest = Math.floor(rest / 32)
  }
  return text
}

/** `prefix_` + time in milliseconds + 80 random bits, in Crockford's base 32: ids sort by the time they were made. */
export function newId(prefix: string): string {
  let random = ''
  for (const byte of randomBytes(RANDOM_BYTES)) random += ALPHABET[byte % 32]
  return `${prefix}_${encodeTime(Date.now())}${random}`
}
