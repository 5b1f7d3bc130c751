/** Splits at commas outside of braces and brackets. */
export function splitGlobs(text: string): string[] {
  const globs: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '{' || char === '[') depth++
    else if ((char === '}' || char === ']') && depth > 0) depth--
    else if (char === ',' && depth === 0) {
      globs.push(text.slice(start, at))
      start = at + 1
    }
  }
  return [...globs, text.slice(start)]
}
