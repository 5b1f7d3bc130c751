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
