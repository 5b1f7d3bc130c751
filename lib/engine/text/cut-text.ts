const HIGH_SURROGATE = { first: 0xd800, last: 0xdbff }

/**
 * The first `length` UTF-16 units of a text, or one less: a character is not cut in its middle. Half of a surrogate pair
 * cannot be stored as JSON.
 */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text
  const last = text.charCodeAt(length - 1)
  const isHalf = last >= HIGH_SURROGATE.first && last <= HIGH_SURROGATE.last
  return text.slice(0, Math.max(0, isHalf ? length - 1 : length))
}
