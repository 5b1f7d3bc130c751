const WORD = /[\p{L}\p{N}\p{M}_]/u
const SPACE = 32
/** Scripts written without spaces: a boundary between two of their letters is a word boundary for our purpose. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** Whether a keyword, of one word or several, stands in a text as whole words; case and width of letters don't matter. */
export function matchKeyword(keyword: string, text: string): boolean {
  const needle = fold(keyword)
  const haystack = foldOnce(text)
  if (needle === '') return false
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) {
    if (isBoundary(haystack, at) && isBoundary(haystack, at + needle.length)) return true
  }
  return false
}

function isBoundary(text: string, at: number): boolean {
  const left = charBefore(text, at)
  const right = String.fromCodePoint(text.codePointAt(at) ?? SPACE)
  return !(WORD.test(left) && WORD.test(right)) || UNSPACED.test(left) || UNSPACED.test(right)
}

function charBefore(text: string, at: number): string {
  const code = text.codePointAt(at - 2)
  return code !== undefined && code > 0xffff ? String.fromCodePoint(code) : text.slice(at - 1, at)
}

/** The texts folded last: a query is compared with keyword after keyword. */
const FOLDED_SIZE = 4
let folded = new Map<string, string>()

function foldOnce(text: string): string {
  const known = folded.get(text)
  if (known !== undefined) return known
  if (folded.size >= FOLDED_SIZE) folded = new Map()
  const result = fold(text)
  folded.set(text, result)
  return result
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}
