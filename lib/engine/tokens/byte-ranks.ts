import { fnvStep } from '../text/hash'
import { NO_RANK } from './pair-counter'

/** The rank of the bytes from `start` to `end` of a byte string; `NO_RANK` for none. */
export type RankOf = (bytes: string, start: number, end: number) => number

/**
 * A hash table of numbers alone, by open addressing: with a map of strings each collection of garbage would go through as
 * many objects as there are tokens.
 *
 * @param tokens in base64, in the order of their ranks
 */
export function toRankOf(tokens: string[]): RankOf {
  const places = 2 ** Math.ceil(Math.log2(2 * tokens.length))
  const placeOf = (hash: number) => (hash ^ (hash >>> 15)) & (places - 1)
  /** One more than the rank; 0 where there is none. */
  const table = new Int32Array(places)
  const starts = new Int32Array(tokens.length + 1)
  const known = new Uint8Array(tokens.reduce((sum, token) => sum + token.length, 0))
  let longest = 0
  let size = 0
  for (const [rank, token] of tokens.entries()) {
    const bytes = atob(token)
    let hash = 0
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes.charCodeAt(at)
      hash = fnvStep(hash, byte)
      known[size++] = byte
    }
    starts[rank + 1] = size
    longest = Math.max(longest, bytes.length)
    let place = placeOf(hash)
    while (table[place] !== 0) place = (place + 1) & (places - 1)
    table[place] = rank + 1
  }
  const isAt = (from: number, bytes: string, start: number, end: number) => {
    for (let at = start; at < end; at++) if (known[from + at - start] !== bytes.charCodeAt(at)) return false
    return true
  }
  return (bytes, start, end) => {
    if (end - start > longest) return NO_RANK
    let hash = 0
    for (let at = start; at < end; at++) hash = fnvStep(hash, bytes.charCodeAt(at))
    for (let place = placeOf(hash); table[place] !== 0; place = (place + 1) & (places - 1)) {
      const rank = table[place]! - 1
      const from = starts[rank]!
      if (starts[rank + 1]! - from === end - start && isAt(from, bytes, start, end)) return rank
    }
    return NO_RANK
  }
}
