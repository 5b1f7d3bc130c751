/** Without null characters, which no text column can hold, and broken surrogates. */
export function clean(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed()
}

/** So many UTF-16 units at most, not cut in the middle of a character. */
export function cutAt(text: string, length: number): string {
  const cut = text.slice(0, length)
  return cut.isWellFormed() ? cut : cut.slice(0, -1)
}
