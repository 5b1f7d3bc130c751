/** What is told of what stands at a place. */
const WORD = /[\p{L}\p{N}_$.+-]{1,30}/uy
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u
const NAMES: Record<string, string> = { ' ': 'a space', '\n': 'a line break', '\r': 'a line break', '\t': 'a tab' }

/** Line and column of an offset, both from 1, the column in UTF-16 units as editors count. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < lineStart; at = text.indexOf('\n', at + 1)) line++
  return { line, column: offset - lineStart + 1 }
}

export function wordAt(text: string, at: number): string {
  WORD.lastIndex = at
  return WORD.exec(text)?.[0] ?? ''
}

/** What stands at a place, in words: “found a line break”. */
export function describeAt(text: string, at: number): string {
  if (at >= text.length) return 'the end'
  const word = wordAt(text, at)
  if (word !== '') return `“${word}”`
  const letter = String.fromCodePoint(text.codePointAt(at)!)
  const code = letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
  return NAMES[letter] ?? (VISIBLE.test(letter) ? `“${letter}”` : `the character U+${code}`)
}
