import type { ModuleProblem } from '@/lib/schemas/modules/module'
import { findJsonProblem } from './fence-json'
import { findTomlProblem } from './fence-toml'

const MAX_LINES = 300
const MAX_BLOCK_LINES = 100
/** Lines that people and word processors write for a fence. */
const FENCE = /^\s{0,8}(?:-{2,10}|[—–]{1,3})\s{0,8}(?:#.{0,200}|[a-z]{1,10})?\s{0,8}$/u
const CODE_FENCE = /^ {0,3}(`{3,}|~{3,})/
const KNOWN_KEY =
  /^\s{0,8}["']?(?:id|name|title|description|category|tags|priority|dependencies|usage_scope|activation|alwaysApply|globs|applyTo)["']?\s{0,8}[:：=]/i
const FRONT_MATTER_LINE = /^\s*(?:$|#|-\s|[\]}[{]|["']?[\w-]{1,100}["']?\s{0,8}[:：=])|^\s+\S/
/** Keys as MultiMarkdown and Pelican take them, without fences. */
const BARE_KEY =
  /^(?:id|name|title|description|summary|category|tags|keywords|priority|date|authors?|slug|status):[ \t]/i
const BARE_LINE = /^[a-z][\w -]{0,40}:(?:[ \t]|$)/i
const MODULE_KEY = /^(?:title|description|summary|category|tags|keywords|priority):/im

/**
 * What in a body looks like front matter and is not read as such, with what to do; null where nothing does.
 * @param isBehindOther front matter that is read stands before the body
 */
export function findUnreadFrontMatter(body: string, isBehindOther: boolean): ModuleProblem | null {
  const toml = findTomlProblem(body)
  if (toml) return unread(`TOML front matter is not read: ${sentence(toml.message)} ${MEND}`, toml.line)
  const json = findJsonProblem(body)
  if (json) return unread(`JSON front matter is not read: ${sentence(json.message)} ${MEND}`, json.line)
  const line = findBlock(body)
  if (line !== null) {
    const message =
      line === 1 && !isBehindOther
        ? 'What looks like front matter is not read: its first and last line must be “---” and nothing else, and each key needs a colon and a space. It is kept as text.'
        : 'What looks like front matter is not read, since it is not at the top of the file. It is kept as text: move it to the first line.'
    return unread(message, line)
  }
  if (isBehindOther || !isBareHead(body)) return null
  return unread(
    'What looks like front matter is not read, since it has no fences. It is kept as text: put a line of “---” before it and one behind it.',
    1,
  )
}

const MEND = 'It is kept as text. Mend it, or write it as YAML between two “---” lines.'

const sentence = (message: string) => (message.endsWith('.') ? message : `${message}.`)

/** Two keys at least, and nothing but keys and what is indented beneath them, up to an empty line. */
function isBareHead(body: string): boolean {
  const start = body.slice(0, 4_000)
  if (!BARE_KEY.test(start)) return false
  const lines = start.split('\n', MAX_BLOCK_LINES)
  const end = lines.findIndex((line) => line.trim() === '')
  const head = end === -1 ? [] : lines.slice(0, end)
  const keys = head.filter((line) => BARE_KEY.test(line))
  return (
    keys.length > 1 &&
    keys.some((line) => MODULE_KEY.test(line)) &&
    head.every((line) => BARE_LINE.test(line) || /^[ \t]+\S/.test(line))
  )
}

const unread = (message: string, line: number): ModuleProblem => ({ message, severity: 'warning', line })

const linesOf = (body: string) =>
  body
    .slice(0, MAX_LINES * 200)
    .split('\n')
    .slice(0, MAX_LINES)

/** The 1-based line of a block between fences, outside of code, that has a key of a module and nothing but such lines. */
function findBlock(body: string): number | null {
  const lines = linesOf(body)
  let code: string | null = null
  let start: number | null = null
  let hasKey = false
  for (const [i, line] of lines.entries()) {
    const [, mark] = CODE_FENCE.exec(line) ?? []
    if (mark && (code === null || mark.startsWith(code))) {
      code = code === null ? mark : null
      start = null
    } else if (code !== null) continue
    else if (FENCE.test(line)) {
      if (start !== null && hasKey) return start + 1
      start = i
      hasKey = false
    } else if (!FRONT_MATTER_LINE.test(line) || i - (start ?? i) > MAX_BLOCK_LINES) start = null
    else if (KNOWN_KEY.test(line)) hasKey = true
  }
  return null
}
