import { LIMITS } from './limits'

const EXTENSION = /\.(?:md|mdx|mdc|markdown)$/i

export type ModuleFormat = 'markdown' | 'skill' | 'cursor' | 'agents'

function segmentsOf(path: string): string[] {
  return path.split(/[\\/]+/).filter((segment) => segment !== '' && segment !== '.')
}

/** A path with `/` between its segments and nothing that leads nowhere, such as `./`; letters in NFC, which Macs take apart. */
export function normalizePath(path: string): string {
  return segmentsOf(path).join('/').normalize('NFC')
}

/** Whether a file is one that modules are made of. */
export function isImportable(path: string): boolean {
  return EXTENSION.test(path)
}

/** Which conventions a file follows, told by its name. */
export function formatOfPath(path: string): ModuleFormat {
  const name = segmentsOf(path).at(-1)?.toLowerCase() ?? ''
  if (name === 'skill.md') return 'skill'
  if (name.endsWith('.mdc')) return 'cursor'
  if (name === 'agents.md' || name === 'claude.md') return 'agents'
  return 'markdown'
}

/** The folder of a file, without leading `./`; empty at the top. */
export function folderOfPath(path: string): string {
  return segmentsOf(path).slice(0, -1).join('/')
}

/** Letters and digits of any script in lower case, joined by hyphens. Empty when the text has none. */
export function toSlug(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^[-\p{M}]+|-+$/gu, '')
    .slice(0, LIMITS.idLength)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/-+$/, '')
}

/** Id of a file that names none: `reference/react/index.md` → `reference-react`, `skills/pdf/SKILL.md` → `skills-pdf`. */
export function idOfPath(path: string): string {
  const segments = segmentsOf(path)
  const stem = (segments.at(-1) ?? '').replace(EXTENSION, '')
  const folders = segments.slice(0, -1)
  const standsForFolder = folders.length > 0 && /^(?:index|skill)$/i.test(stem)
  return toSlug(standsForFolder ? folders.join('/') : [...folders, stem].join('/'))
}

/** A readable name from a path: `learn/tutorial_tic-tac-toe.md` → `Tutorial tic tac toe`. */
export function nameOfPath(path: string): string {
  const segments = segmentsOf(path)
  const stem = (segments.at(-1) ?? '').replace(EXTENSION, '')
  const word = /^(?:index|skill)$/i.test(stem) ? (segments.at(-2) ?? stem) : stem
  const spaced = word.replace(/[-_.\s]+/g, ' ').trim()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
