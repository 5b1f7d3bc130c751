import { cutText } from '@/lib/engine/text/cut-text'
import { isImportable, markRoot } from '@/lib/schemas/modules/module-path'
import { describeBytes } from '@/lib/schemas/texts/describe-bytes'
import { LIMITS } from '../limits'
import { findLeftOut, isSystemFile } from './find-left-out'
import { type DirectoryEntry, readDirectory, ZipRefused } from './read-directory'
import { findEntryProblem, readEntry } from './read-entry'

export type ZipEntry =
  | { path: string; bytes: Uint8Array; leftOut?: string[]; isPathGuessed: boolean }
  | { path: string; problem: string }
  /** Files of the archive that are no modules and belong to no skill. */
  | { leftOut: string[] }
/** An entry that is inflated when it is read. */
export type OpenedEntry = { read: () => ZipEntry }
export type ZipBounds = {
  /** Files that modules are made of. */
  maxFiles: number
  /** Of everything, folders included. */
  maxEntries: number
  maxInflatedBytes: number
}
/** What all zips of one import may still inflate to, in bytes. */
export type InflateBudget = { remaining: number }

const MAX_ENTRIES = 5_000
const ARCHIVE = /\.(?:zip|7z|rar|tar|tgz|gz|bz2|xz|zst)$/i

/** Whether a file is one that holds files, of any kind. */
export const isArchive = (path: string) => ARCHIVE.test(path)

/** Why a path must not be taken from an archive or a request; null when it is fine. */
export function findPathProblem(path: string): string | null {
  if (/^(?:[/\\]|[A-Za-z]:)/.test(path)) return 'The path is absolute.'
  if (path.split(/[\\/]/).includes('..')) return 'The path leads out of its folder.'
  if (/[\p{Cc}\p{Cs}]/u.test(path)) return 'The path contains control characters.'
  if (path.length > LIMITS.pathLength) return `The path is longer than ${LIMITS.pathLength} characters.`
  return null
}

/**
 * The markdown and text files of a zip, by its directory; folders and what systems add are left out. What stands beside a
 * SKILL.md and is no such file is named with it as `leftOut`, and all else in a last entry. Sizes are summed before anything is inflated, so that an
 * archive over the limits is refused as a whole, and no file inflates beyond the size it states.
 * @returns entries, or the one problem of an archive that cannot be read or is refused as a whole
 */
export function openZip(bytes: Uint8Array, bounds: ZipBounds): OpenedEntry[] | { problem: string } {
  return open(bytes, bounds).entries
}

/** All these files of a zip, as `openZip` gives them, inflated within what is left of the budget. */
export function readZip(
  bytes: Uint8Array,
  budget: InflateBudget,
  maxFiles: number = LIMITS.importFiles,
): ZipEntry[] | { problem: string } {
  const bounds = { maxFiles, maxEntries: MAX_ENTRIES, maxInflatedBytes: budget.remaining }
  const { entries, inflatedBytes } = open(bytes, bounds)
  budget.remaining -= inflatedBytes
  return 'problem' in entries ? entries : entries.map(({ read }) => read())
}

type Opened = { entries: OpenedEntry[] | { problem: string }; inflatedBytes: number }

function open(bytes: Uint8Array, bounds: ZipBounds): Opened {
  try {
    return openEntries(bytes, bounds)
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
    return { entries: { problem: isZip ? error.message : 'The file is not a zip archive.' }, inflatedBytes: 0 }
  }
}

function openEntries(bytes: Uint8Array, { maxFiles, maxEntries, maxInflatedBytes }: ZipBounds): Opened {
  const files = readDirectory(bytes, maxEntries).filter(({ path }) => !/[/\\]$/.test(path) && !isSystemFile(path))
  const wanted = files.filter(({ path }) => isImportable(path) || isArchive(path) || findPathProblem(path) !== null)
  const checked = wanted.map((entry) => ({ entry, problem: findProblem(entry) }))
  const good = checked.filter(({ problem }) => problem === null)
  if (good.length > maxFiles) {
    throw new ZipRefused(`The archive holds more than ${maxFiles} files to import: import it in parts.`)
  }
  const inflatedBytes = good.reduce((sum, { entry }) => sum + entry.sizeBytes, 0)
  if (inflatedBytes > maxInflatedBytes) {
    throw new ZipRefused(
      `The archive inflates to more than ${describeBytes(LIMITS.importInflatedBytes)}, the most for one import: nothing of it was taken.`,
    )
  }
  const leftOut = findLeftOut(files.map(({ path }) => path))
  const isProject = hasRoot(files.map(({ path }) => path))
  const entries = checked.map(({ entry, problem }): OpenedEntry => {
    const path = cutText(entry.path, LIMITS.pathLength)
    if (problem !== null) return { read: () => ({ path, problem }) }
    const others = leftOut.bySkill.get(path)
    const read = (): ZipEntry => {
      const content = readEntry(bytes, entry)
      if (!content) return { path, problem: 'The file is damaged: its content does not match its size and checksum.' }
      const { isPathGuessed } = entry
      const own = isProject ? markRoot(path) : path
      return { path: own, bytes: content, isPathGuessed, ...(others ? { leftOut: others } : {}) }
    }
    return { read }
  })
  const ofSkills = new Set(leftOut.ofSkills)
  const named = new Set(checked.map(({ entry }) => entry.path))
  const besides = files.map(({ path }) => path).filter((path) => !named.has(path) && !ofSkills.has(path))
  if (besides.length > 0) entries.push({ read: () => ({ leftOut: besides }) })
  return { entries, inflatedBytes }
}

/** Whether all of an archive is in one folder, and files are right in it, as hosts of repositories pack them. */
function hasRoot(paths: string[]): boolean {
  const [root = ''] = paths[0]?.split('/') ?? []
  return (
    paths.every((path) => path.startsWith(`${root}/`)) &&
    paths.some((path) => !path.slice(root.length + 1).includes('/'))
  )
}

function findProblem(entry: DirectoryEntry): string | null {
  return (
    findPathProblem(entry.path) ??
    (isArchive(entry.path)
      ? 'An archive inside an archive is not read: unpack the outer one, and import this one by itself.'
      : null) ??
    findEntryProblem(entry) ??
    (entry.sizeBytes > LIMITS.moduleBytes ? `The file is larger than ${describeBytes(LIMITS.moduleBytes)}.` : null)
  )
}
