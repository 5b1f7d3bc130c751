export type SplitSource = {
  /** YAML between the fences, verbatim; null when the file has none. */
  frontMatter: string | null
  body: string
}

const OPENING = /^---[ \t]*\n/
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/
/** Begins what YAML reads as more than a text: a key of one or two words, a comment, a list or a map. */
const LOOKS_LIKE_YAML = /^[ \t]*(?:[#{}[\],?&!%|>]|-(?:[ \t]|$)|[^\s:]{1,200}(?: [^\s:]{1,200})?[ \t]*:(?:[ \t]|$))/
const LOOKS_LIKE_KEY = /^[A-Za-z_][\w-]*[ \t]*:/

/** Blank lines before front matter that has a key, which other tools read over. */
const BLANK_LINES = /^(?:[ \t]*\n)+(?=---[ \t]*\n[A-Za-z_][\w-]*[ \t]*:)/
const OTHER_FORMATS: [RegExp, string][] = [
  [/^\s{0,20}\+\+\+[ \t]*\n/, 'TOML front matter (between +++ lines)'],
  [/^\s{0,20}(?:---json[ \t]*\n|;;;[ \t]*\n|\{[ \t]*\n\s{0,20}"[\w-]+"[ \t]*:)/, 'JSON front matter'],
  [/^\s{0,20}---toml[ \t]*\n/, 'TOML front matter'],
]

/**
 * Line breaks become `\n`, a byte order mark goes, and so do blank lines before front matter, so that offsets are the
 * same on every system.
 */
export function normalizeSource(source: string): string {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source
  return (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).replace(BLANK_LINES, '')
}

/** The name of front matter in another format than YAML, which stays in the body; null where there is none. */
export function findOtherFrontMatter(body: string): string | null {
  return OTHER_FORMATS.find(([opening]) => opening.test(body))?.[1] ?? null
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
  return { frontMatter: null, body: source, isUnclosed: LOOKS_LIKE_KEY.test(source.slice(start, start + 200)) }
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
