/** Where FNV-1a of 32 bits begins (Fowler, Noll, Vo). */
export const FNV_OFFSET = 0x811c9dc5
const PRIME = 0x01000193

/** One step of FNV-1a: a byte, or a number of up to 32 bits, goes into the hash. */
export function fnvStep(hash: number, value: number): number {
  return Math.imul(hash ^ value, PRIME)
}

/**
 * FNV-1a of a text, one step per UTF-16 unit, as a signed 32-bit number.
 *
 * @param start the hash of what comes before the text
 */
export function fnv1a(text: string, start = FNV_OFFSET): number {
  let hash = start
  for (let at = 0; at < text.length; at++) hash = fnvStep(hash, text.charCodeAt(at))
  return hash
}

/** How many places a table for so many numbers has: a power of two, at least twice as many. */
export function tableSize(count: number): number {
  let size = 16
  while (size < 2 * count) size *= 2
  return size
}

/** Where a number of 32 bits belongs in a table of this size. Fibonacci hashing: Knuth, TAOCP 3, 6.4. */
export function placeOf(value: number, size: number): number {
  return (Math.imul(value, 0x9e3779b1) >>> 8) & (size - 1)
}
