import { LIMITS } from '@/lib/schemas/limits'
import { locateJsonError } from '@/lib/schemas/texts/describe-json-error'
import { placeOf } from '@/lib/schemas/texts/place-in-text'

const OPENING = /^\s{0,20}(?:(;;;[ \t]*\n)\s{0,20}(?=[{"])|(?=\{\s{0,200}"))/
const CLOSING = /^\s{0,20};;;[ \t]*(?:\n|$)/
const LINE_END = /^[ \t]*(?:\n|$)/
/** An object at the top as people write it who have JavaScript or JSON with comments in mind. */
const LOOSE_OPENING =
  /^\s{0,20}\{\s{0,200}(?:(?:\/\/[^\n]{0,200}\n|\/\*[^*]{0,200}\*\/)\s{0,200}){0,5}(?:"[\w-]{1,100}"|'[\w-]{1,100}'|(?:id|name|title|description|category|tags))\s{0,20}:/
const FENCE = /^(\s{0,20});;;[ \t]*\n/
/** Without a text behind it, an object is front matter only if it names something that a module has. */
const NAMES_MODULE = /"(?:id|name|title|description|category|tags)"\s{0,20}:/

/**
 * Puts front matter in JSON, between lines of `;;;` or an object at the very top, between the fences of YAML, which reads
 * JSON. What is no valid JSON stays as it is.
 */
export function fenceJson(text: string): string {
  const opening = OPENING.exec(text.slice(0, 500))
  if (!opening) return text
  const isFenced = opening[1] !== undefined
  const start = opening[0].length
  const end = isFenced ? text.indexOf('\n;;;', start) : endOfObject(text, start)
  if (end === -1 || end - start > LIMITS.frontMatterBytes) return text
  const written = text.slice(start, end).trim()
  const json = written.startsWith('{') ? written : `{${written}}`
  const closing = (isFenced ? CLOSING : LINE_END).exec(text.slice(end, end + 200))
  const body = text.slice(end + (closing?.[0].length ?? 0))
  if (!closing || !isObject(json) || !(isFenced || body.trim() !== '' || NAMES_MODULE.test(json))) return text
  return `---\n${json}\n---\n${body}`
}

/** Why front matter in JSON that `fenceJson` left in a text is not read; null where there is none. */
export function findJsonProblem(text: string): { message: string; line: number } | null {
  const start = text.slice(0, 2_000)
  const fence = FENCE.exec(start)
  if (!fence && !LOOSE_OPENING.test(start)) return null
  const bounded = text.slice(0, LIMITS.frontMatterBytes)
  const end = fence ? text.indexOf('\n;;;', fence[0].length - 1) : endOfObject(text, text.indexOf('{'))
  if (fence && end === -1) return { message: 'it is not closed by a line of “;;;”', line: 1 }
  // what stands for the fence keeps every line and column where it is in the file
  const written = end === -1 ? bounded : text.slice(0, end)
  const json = fence ? withoutFence(written, fence[0].length) : written
  if (!isJson(json)) return locateJsonError(json)
  const last = placeOf(text, end).line
  if (!LINE_END.test(text.slice(fence ? end + 4 : end, end + 200))) {
    return { message: `line ${last + (fence ? 1 : 0)} goes on behind its end`, line: last }
  }
  return { message: 'it names nothing that a module has, or no text follows it', line: 1 }
}

function withoutFence(text: string, length: number): string {
  const written = text.slice(length)
  return written.trimStart().startsWith('{') ? `   \n${written}` : `{  \n${written}}`
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function isObject(json: string): boolean {
  try {
    return Object.keys(JSON.parse(json)).length > 0
  } catch {
    return false
  }
}

/** Behind the brace that closes the one at `start`; -1 where there is none within the limit. */
function endOfObject(text: string, start: number): number {
  const last = Math.min(text.length, start + LIMITS.frontMatterBytes)
  let depth = 0
  let isQuoted = false
  for (let at = start; at < last; at++) {
    const letter = text[at]
    if (isQuoted && letter === '\\') at++
    else if (letter === '"') isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (letter === '{') depth++
    else if (letter === '}' && --depth === 0) return at + 1
  }
  return -1
}
