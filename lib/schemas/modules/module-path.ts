import { LIMITS } from '@/lib/schemas/limits'
import { isBlank } from '@/lib/schemas/texts/text'

/** What exports of Notion and others put behind names, to tell them apart. */
const EXPORT_ID = /[ _-]([\da-f]{32}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i
/** Of such an id, what stays in a module's id: enough to tell the pages of a folder apart. */
const KEPT_OF_EXPORT_ID = 6
/** `_index` is Hugo's. */
const STANDS_FOR_FOLDER = /^(?:_?index|skill)$/i
const EXTENSION = /\.(?:md|mdx|mdc|markdown|txt)$/i
/** Markdown by convention, whatever its ending says. */
const LLMS_FILE = /^llms(?:-[\w-]+)?\.txt$/
/** Instructions for a whole project, in markdown without an ending. */
const RULES_FILE = /^\.(?:cursorrules|windsurfrules|clinerules)$/
/** The same, with an ending. `CLAUDE.local.md` is what one person adds. */
const PROJECT_FILE = /^(?:agents|claude|claude\.local|gemini|copilot-instructions)\.md$/i
/** Folders that tools keep their rules in, below the folder that the rules are for. */
const TOOL_FOLDER = /^\.(?:github|claude|cursor|windsurf|clinerules)$/
/** Plain texts that come along with folders and say nothing to readers. */
const NO_KNOWLEDGE = /^(?:licen[cs]e|copying|notice|robots|cmakelists)\.txt$/i

/** Which tool's conventions a file follows. */
export type ModuleFormat =
  | 'markdown'
  | 'text'
  | 'skill'
  | 'agents'
  | 'copilot'
  | 'claude'
  | 'cursor'
  | 'windsurf'
  | 'cline'

function segmentsOf(path: string): string[] {
  return path.split(/[\\/]+/).filter((segment) => segment !== '' && segment !== '.')
}

/** A path with `/` between its segments and nothing that leads nowhere, such as `./`; letters in NFC, which Macs take apart. */
export function normalizePath(path: string): string {
  return segmentsOf(path).join('/').normalize('NFC')
}

/** The name of a folder or file without the id that an export put behind it. */
export function withoutExportId(name: string): string {
  return name.replace(EXPORT_ID, '') || name
}

/** Whether a file's name ends as that of a markdown or text file. */
export const hasTextEnding = (path: string) => EXTENSION.test(path)

/** Whether a file is one that modules are made of. */
export function isImportable(path: string): boolean {
  const name = segmentsOf(path).at(-1) ?? ''
  return (hasTextEnding(path) && !NO_KNOWLEDGE.test(name)) || RULES_FILE.test(name)
}

/** Texts for people in formats that are not read. */
const DOCUMENT = /\.(?:pdf|docx?|odt|rtf|pages|pptx?|odp|key|epub|html?|xhtml|rst|adoc|asciidoc|org|tex|ipynb|wiki)$/i

/** Whether a file holds text for people that can be saved as markdown or plain text. */
export const isDocument = (path: string) => DOCUMENT.test(path)

/** Why a file that is not importable is not, and what can be done. */
export function whyNotImported(path: string): string {
  if (hasTextEnding(path)) {
    return 'Licenses, robots.txt and CMakeLists.txt are not imported. To import this file, give it another name.'
  }
  const [document] = DOCUMENT.exec(path) ?? []
  return document
    ? `A ${document.toLowerCase()} file is not read. Save or convert it as markdown (.md) or plain text (.txt), and import that.`
    : 'Only .md, .mdx, .mdc, .markdown, .txt and .zip files are imported.'
}

/** Which conventions a file follows, told by its name and by the folders of tools. */
export function formatOfPath(path: string): ModuleFormat {
  const segments = segmentsOf(path)
  const name = segments.at(-1)?.toLowerCase() ?? ''
  const folders = `/${segments.slice(0, -1).join('/')}/`
  if (name === 'skill.md') return 'skill'
  if (name.endsWith('.mdc') || (name === 'rule.md' && folders.includes('/.cursor/rules/'))) return 'cursor'
  if (PROJECT_FILE.test(name) || RULES_FILE.test(name)) return 'agents'
  if (name.endsWith('.instructions.md')) return 'copilot'
  if (folders.includes('/.claude/rules/')) return 'claude'
  if (folders.includes('/.windsurf/rules/')) return 'windsurf'
  if (/\/\.clinerules\/(?!(?:workflows|hooks|skills)\/)/.test(folders)) return 'cline'
  if (name.endsWith('.txt') && !LLMS_FILE.test(name)) return 'text'
  return 'markdown'
}

/** Between the folder of a project and what is in it, as rsync has it: `repository/./packages/ui/AGENTS.md`. */
const ROOT_MARK = '/./'
/** Formats whose files hold for the folder that they stand in. */
const BY_FOLDER: readonly ModuleFormat[] = ['agents', 'claude', 'cursor', 'cline']

/**
 * The folder that the instructions of a file are for, from the root of its project; empty for all of it. A mark in the
 * path says where the root is, else it is where the path begins.
 */
export function instructedFolder(path: string): string {
  const whole = path.replaceAll('\\', '/')
  const root = whole.lastIndexOf(ROOT_MARK)
  const folders = segmentsOf(root === -1 ? whole : whole.slice(root + ROOT_MARK.length)).slice(0, -1)
  const tool = folders.findIndex((folder) => TOOL_FOLDER.test(folder))
  return (tool === -1 ? folders : folders.slice(0, tool)).join('/')
}

/** The path of a file in a project whose root is the first folder; marked where that says what the file holds for. */
export function markRoot(path: string): string {
  const root = path.indexOf('/')
  if (root === -1 || path.includes(ROOT_MARK)) return path
  const marked = `${path.slice(0, root)}${ROOT_MARK}${path.slice(root + 1)}`
  return isReadAlike(path, marked) ? path : marked
}

/**
 * Whether the same text says the same under both paths: what it is read as goes by its ending or name, and instructions
 * also hold for the files of their folder.
 */
export function isReadAlike(path: string, other: string): boolean {
  const format = formatOfPath(path)
  if (format !== formatOfPath(other)) return false
  return !BY_FOLDER.includes(format) || instructedFolder(path) === instructedFolder(other)
}

/** Whether the file's text has no markup. */
export const isPlainText = (path: string | null) => path !== null && formatOfPath(path) === 'text'

/** Letters and digits of any script in lower case, joined by hyphens. Empty when the text shows none. */
export function toSlug(text: string): string {
  const slug = joinLetters(text)
  return isBlank(slug) ? '' : slug
}

function joinLetters(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^[-\p{M}]+|-+$/gu, '')
    .slice(0, LIMITS.idLength)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/-+$/, '')
}

/**
 * Id of a file that names none: `reference/react/index.md` → `reference-react`, `skills/pdf/SKILL.md` → `skills-pdf`. Ids
 * that an export put behind names are left out, but for the begin of the file's own.
 */
export function idOfPath(path: string): string {
  const segments = segmentsOf(path)
  const stem = (segments.at(-1) ?? '').replace(EXTENSION, '')
  const folders = segments.slice(0, -1).map(withoutExportId)
  const standsForFolder = folders.length > 0 && STANDS_FOR_FOLDER.test(stem)
  const own = stem.replace(EXPORT_ID, (_, id: string) => ` ${id.slice(0, KEPT_OF_EXPORT_ID)}`)
  return toSlug(standsForFolder ? folders.join('/') : [...folders, own].join('/'))
}

/** Another id for a file whose own is taken: that of its path, else with the ending of its name. */
export function otherIdOfPath(path: string, taken: string): string {
  const id = idOfPath(path)
  return id === taken ? toSlug(path) : id
}

/** Names that a library has many of; a README with a mark of its language or not. */
const OF_FOLDER = /^(?:readme(?:[-_.][a-z-]{2,10})?|agents|claude|gemini)$/i

/**
 * A readable name from a path: `learn/tutorial_tic-tac-toe.md` → `Tutorial tic tac toe`, `web/README.es.md` → `Web README
 * es`.
 */
export function nameOfPath(path: string): string {
  const segments = segmentsOf(path)
  const stem = (segments.at(-1) ?? '').replace(EXTENSION, '')
  const folder = segments.at(-2)
  const word = STANDS_FOR_FOLDER.test(stem) ? (folder ?? stem) : stem
  const spaced = (folder && OF_FOLDER.test(word) ? `${withoutExportId(folder)} ${word}` : withoutExportId(word))
    // dates and versions stay: 2026-01-05, 1.2
    .replace(/(?<!\d)[-.]+|[-.]+(?!\d)|[_\s]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
