import { findTomlProblem } from './fence-toml'
import type { ModuleProblem } from './module'

const MAX_LINES = 300
const MAX_BLOCK_LINES = 100
/** Lines that people and word processors write for a fence. */
const FENCE = /^\s{0,8}(?:-{2,10}|[—–]{1,3})\s{0,8}(?:#.{0,200}|[a-z]{1,10})?\s{0,8}$/u
const CODE_FENCE = /^ {0,3}(`{3,}|~{3,})/
const KNOWN_KEY =
  /^\s{0,8}["']?(?:id|name|title|description|category|tags|priority|dependencies|usage_scope|activation|alwaysApply|globs|applyTo)["']?\s{0,8}[:=]/
const FRONT_MATTER_LINE = /^\s*(?:$|#|-\s|[\]}[{]|["']?[\w-]{1,100}["']?\s{0,8}[:=])|^\s+\S/
const JSON_OPENING = /^\s{0,20}(?:;;;[ \t]*\n|\{\s{0,200}"[\w-]{1,100}"\s{0,20}:)/

/** What in a body looks like front matter and is not read as such, with what to do; null where nothing does. */
export function findUnreadFrontMatter(body: string): ModuleProblem | null {
  const toml = findTomlProblem(body)
  if (toml) {
    const message = `TOML front matter is not read: ${toml.message}. It is kept as text. Mend it, or write it as YAML between two “---” lines.`
    return unread(message, toml.line)
  }
  if (JSON_OPENING.test(body)) {
    const message =
      'JSON front matter is not read, since it is not one valid JSON object followed by a text. It is kept as text. Mend it, or write it as YAML between two “---” lines.'
    return unread(message, 1)
  }
  const line = findBlock(body)
  if (line === null) return null
  const message =
    line === 1
      ? 'What looks like front matter is not read: its first and last line must be “---” and nothing else, and each key needs a colon and a space. It is kept as text.'
      : 'What looks like front matter is not read, since it is not at the top of the file. It is kept as text: move it to the first line.'
  return unread(message, line)
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
