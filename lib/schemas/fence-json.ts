import { LIMITS } from './limits'

const OPENING = /^\s{0,20}(?:(;;;[ \t]*\n)\s{0,20}(?=[{"])|(?=\{\s{0,200}"))/
const CLOSING = /^\s{0,20};;;[ \t]*(?:\n|$)/
const LINE_END = /^[ \t]*(?:\n|$)/
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
