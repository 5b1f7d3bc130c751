import { fenceJson } from './fence-json'
import { fenceToml } from './fence-toml'

export type SplitSource = {
  /** YAML between the fences, verbatim; null when the file has none. */
  frontMatter: string | null
  body: string
}

const OPENING = /^---[ \t]*\n/
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/
/** Begins what YAML reads as more than a text: a key in quotes or of one or two words, a comment, a list or a map. */
const LOOKS_LIKE_YAML =
  /^[ \t]*(?:[#{}[\],?&!%|>]|-(?:[ \t]|$)|(?:"(?:\\.|[^"\\]){0,1000}"|'[^']{0,1000}'|[^\s:]{1,200}(?: [^\s:]{1,200})?)[ \t]*:(?:[ \t]|$))/
/** The first line that is neither blank nor a comment has a key. */
const BEGINS_WITH_KEY = /^(?:[ \t]*(?:#[^\n]*)?\n){0,20}["']?[A-Za-z_][\w-]*["']?[ \t]*:/

const KEY = /^([A-Za-z_][\w-]{0,40}):(?:[ \t]|$)/

/** Blank lines before front matter that has a key, which other tools read over. */
const BLANK_LINES = /^(?:[^\S\n]*\n)+(?=---[ \t]*\n[A-Za-z_][\w-]*[ \t]*:)/
/** The name of the format behind the fence, as some tools write it. JSON is YAML as well. */
const NAMED_FORMAT = /^---[ \t]*(?:ya?ml|json)[ \t]*\n/i

/**
 * Line breaks become `\n`, a byte order mark goes, and so do blank lines before front matter, so that offsets are the
 * same on every system. Front matter in JSON gets the fences of YAML, and that in TOML becomes YAML.
 */
export function normalizeSource(source: string): string {
  return fenceToml(fenceJson(normalizeLines(source).replace(BLANK_LINES, '').replace(NAMED_FORMAT, '---\n')))
}

function normalizeLines(source: string): string {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/**
 * A plain text as a source. It has front matter only between lines of `---`, with one of the keys or empty; whatever else
 * would be read as front matter is text, and gets empty front matter before it so that it stays that.
 */
export function normalizePlainText(source: string, keys: ReadonlySet<string>): string {
  const text = normalizeLines(source)
  const { frontMatter, isUnclosed } = splitSource(text)
  const isRead = frontMatter !== null && (frontMatter.trim() === '' || hasKey(frontMatter, keys))
  if (isRead) return text
  const isPlain = frontMatter === null && !isUnclosed && normalizeSource(text) === text
  return isPlain ? text : toModuleSource('', text)
}

function hasKey(frontMatter: string, keys: ReadonlySet<string>): boolean {
  return frontMatter.split('\n').some((line) => keys.has(KEY.exec(line)?.[1] ?? ''))
}

/** Separates front matter and body of a normalized source; a file that starts with a thematic break, or with text between two, has none. */
export function splitSource(source: string): SplitSource & { isUnclosed: boolean } {
  const opening = OPENING.exec(source)
  if (!opening) return { frontMatter: null, body: source, isUnclosed: false }
  const start = opening[0].length
  for (let lineStart = start; lineStart <= source.length; ) {
    const newline = source.indexOf('\n', lineStart)
    const lineEnd = newline === -1 ? source.length : newline
    if (lineEnd - lineStart < 100 && CLOSING.test(source.slice(lineStart, lineEnd))) {
      const frontMatter = source.slice(start, Math.max(start, lineStart - 1))
      if (isProse(frontMatter)) return { frontMatter: null, body: source, isUnclosed: false }
      return {
        frontMatter,
        body: source.slice(Math.min(lineEnd + 1, source.length)),
        isUnclosed: false,
      }
    }
    if (newline === -1) break
    lineStart = newline + 1
  }
  return { frontMatter: null, body: source, isUnclosed: BEGINS_WITH_KEY.test(source.slice(start, start + 2_000)) }
}

/** Text between two thematic breaks: not one of its lines looks like more than text. */
function isProse(text: string): boolean {
  return text.trim() !== '' && text.split('\n').every((line) => line.trim() === '' || !LOOKS_LIKE_YAML.test(line))
}

/** The file that `splitSource` takes apart. */
export function toModuleSource(frontMatter: string | null, body: string): string {
  if (frontMatter === null) return body
  return frontMatter === '' ? `---\n---\n${body}` : `---\n${frontMatter}\n---\n${body}`
}
