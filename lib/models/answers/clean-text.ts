/** Without null characters, which no text column can hold, and broken surrogates. */
export function clean(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed()
}

/** Cleans a text that comes in parts: half of a character at the end of a part waits for its other half. */
export function cleanParts(): (part: string) => string {
  let half = ''
  return (part) => {
    const text = half + part
    half = /[\uD800-\uDBFF]$/.test(text) ? text.slice(-1) : ''
    return clean(text.slice(0, text.length - half.length))
  }
}
