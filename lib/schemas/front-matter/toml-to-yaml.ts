import { parse, TomlDate, type TomlTable, type TomlValue } from 'smol-toml'

/** Longest first: strings of several lines, strings, comments, brackets, line breaks, and the rest. */
const TOKEN =
  /"""(?:\\[\s\S]|[^\\])*?"{3,5}|'''[\s\S]*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*|[[\]{}]|\n|[^"'#[\]{}\n]+/g

const STRING = `"(?:\\\\.|[^"\\\\\\n])*"(?!")|'[^'\\n]*'(?!')`
const NUMBER = String.raw`(?:0x[\da-fA-F]+|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.:+-])`
const DATE = String.raw`\d{4}-\d\d-\d\d(?:[Tt ][\d:.]+(?:[Zz]|[+-]\d\d:\d\d)?)?(?![\w.:+-])`
const ATOM = `${STRING}|${DATE}|${NUMBER}|true|false`
/** A key and what is written the same in YAML: a string, a number, a date, a list of them; and a comment behind it. */
const SAME_IN_YAML = new RegExp(
  `^[ \\t]*(?:[\\w-]+|${STRING})[ \\t]*=[ \\t]*((?:${ATOM}|\\[(?:${ATOM}|[\\s,]|(?<=\\s)#[^\\n]*)*\\])(?:[ \\t]+#[^\\n]*)?)[ \\t]*$`,
)
const BARE_KEY = /^[ \t]*\[{0,2}[ \t]*([\w-]+)/
const PLAIN_KEY = /^(?!(?:true|false|null)$)[a-z_][\w-]*$/i

type Statement = { text: string; comments: string[] }

/**
 * Front matter in TOML as YAML. Keys, their order, comments, and values that both languages write alike stay as they
 * are written, line by line; a table, and the keys with dots that add to it, stand together where the first of them does.
 *
 * @param read what `toml` comes to, valid and of a limited depth
 */
export function tomlToYaml(toml: string, read: TomlTable): string {
  const lines: string[] = []
  const written = new Set<string>()
  let isInTable = false
  for (const { text, comments } of splitStatements(toml)) {
    const rest = text.trim()
    if (rest === '' || rest.startsWith('#')) {
      lines.push(rest)
      continue
    }
    isInTable ||= rest.startsWith('[')
    const key = isInTable && !rest.startsWith('[') ? undefined : firstKey(text)
    const same = isInTable ? undefined : SAME_IN_YAML.exec(text)?.[1]
    if (same === undefined) lines.push(...comments)
    if (key === undefined || written.has(key)) continue
    written.add(key)
    if (same !== undefined) lines.push(`${yamlKey(key)}: ${indent(same)}`)
    else lines.push(text.includes('{') ? writeInLine(key, read[key]!, '') : writePair(key, read[key]!, ''))
  }
  return lines.join('\n')
}

/** The key at the top level that a statement adds to. */
function firstKey(statement: string): string | undefined {
  return BARE_KEY.exec(statement)?.[1] ?? Object.keys(parse(statement))[0]
}

/** The lines of valid TOML, those of one value together. */
function splitStatements(toml: string): Statement[] {
  const statements: Statement[] = []
  let statement: Statement = { text: '', comments: [] }
  let depth = 0
  for (const [token] of toml.matchAll(TOKEN)) {
    if (token === '\n' && depth === 0) {
      statements.push(statement)
      statement = { text: '', comments: [] }
      continue
    }
    if (token === '[' || token === '{') depth++
    else if (token === ']' || token === '}') depth--
    else if (token.startsWith('#')) statement.comments.push(token)
    statement.text += token
  }
  return [...statements, statement]
}

function writePair(key: string, value: TomlValue, margin: string): string {
  if (!isTable(value) || Object.keys(value).length === 0) return writeInLine(key, value, margin)
  const pairs = Object.entries(value).map(([name, entry]) => writePair(name, entry, `${margin}  `))
  return [`${margin}${yamlKey(key)}:`, ...pairs].join('\n')
}

const writeInLine = (key: string, value: TomlValue, margin: string) =>
  `${margin}${yamlKey(key)}: ${JSON.stringify(toJson(value))}`

const yamlKey = (key: string) => (PLAIN_KEY.test(key) ? key : JSON.stringify(key))

/** The lines of a list stand further than its key. */
const indent = (value: string) => value.replace(/\n[ \t]*(?=\S)/g, '\n  ')

const isTable = (value: TomlValue): value is TomlTable =>
  typeof value === 'object' && !Array.isArray(value) && !(value instanceof TomlDate)

/** JSON is YAML; what it has no word for becomes text. */
function toJson(value: TomlValue): unknown {
  if (value instanceof TomlDate) return value.toISOString()
  if (Array.isArray(value)) return value.map(toJson)
  if (isTable(value)) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, toJson(entry)]))
  return typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)) ? String(value) : value
}
