import { Unzip, type UnzipFile, UnzipInflate } from 'fflate'
import { LIMITS } from '@/lib/schemas/limits'

export type ZipEntry = { path: string; bytes: Uint8Array } | { path: string; problem: string }
/** What all zips of one import may still inflate to, in bytes. */
export type InflateBudget = { remaining: number }

const SLICE_BYTES = 64 * 1024
const MAX_ENTRIES = 5_000
const MODULE_FILE = /\.(?:md|mdx|mdc|markdown)$/i
const SYSTEM_FILE = /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$)/

const TOO_LARGE = `The file is larger than ${LIMITS.moduleBytes} bytes.`

class ZipRefused extends Error {}

/** Why a path must not be taken from an archive or a request; null when it is fine. */
export function findPathProblem(path: string): string | null {
  if (/^(?:[/\\]|[A-Za-z]:)/.test(path)) return 'The path is absolute.'
  if (path.split(/[\\/]/).includes('..')) return 'The path leads out of its folder.'
  if (/[\p{Cc}\p{Cs}]/u.test(path)) return 'The path contains control characters.'
  if (path.length > LIMITS.pathLength) return `The path is longer than ${LIMITS.pathLength} characters.`
  return null
}

/**
 * The markdown files of a zip; folders, other files and what systems add are left out. It is inflated slice by slice,
 * so that an archive that grows beyond the limits, whatever sizes it declares, is stopped before it fills memory.
 * @returns entries, or the one problem of an archive that cannot be read or is refused as a whole
 */
export function readZip(bytes: Uint8Array, budget: InflateBudget): ZipEntry[] | { problem: string } {
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b)) return { problem: 'The file is not a zip archive.' }
  const entries: ZipEntry[] = []
  let open = 0
  let seen = 0
  const unzip = new Unzip((file) => {
    if (++seen > MAX_ENTRIES) throw new ZipRefused(`The archive has more than ${MAX_ENTRIES} entries.`)
    const path = file.name
    if (path.endsWith('/') || SYSTEM_FILE.test(path)) return
    const problem = findPathProblem(path) ?? (/\.zip$/i.test(path) ? 'An archive inside an archive is not read.' : null)
    if (problem) {
      entries.push({ path: path.slice(0, LIMITS.pathLength), problem })
      return
    }
    if (!MODULE_FILE.test(path)) return
    if (entries.length >= LIMITS.importFiles) {
      throw new ZipRefused(`The archive holds more than ${LIMITS.importFiles} markdown files.`)
    }
    if ((file.originalSize ?? 0) > LIMITS.moduleBytes) {
      entries.push({ path, problem: TOO_LARGE })
      return
    }
    open++
    inflate(file, budget, (entry) => {
      open--
      entries.push(entry)
    })
  })
  unzip.register(UnzipInflate)
  try {
    for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
      unzip.push(bytes.subarray(start, start + SLICE_BYTES), start + SLICE_BYTES >= bytes.length)
    }
  } catch (error) {
    return { problem: error instanceof ZipRefused ? error.message : 'The archive is damaged.' }
  }
  if (open > 0) return { problem: 'The archive is damaged: it ends in the middle of a file.' }
  return entries
}

function inflate(file: UnzipFile, budget: InflateBudget, done: (entry: ZipEntry) => void): void {
  const parts: Uint8Array[] = []
  let size = 0
  let isDone = false
  const finish = (entry: ZipEntry) => {
    if (isDone) return
    isDone = true
    done(entry)
  }
  file.ondata = (error, data, final) => {
    if (isDone) return
    if (error) return finish({ path: file.name, problem: 'The file is damaged.' })
    size += data.length
    budget.remaining -= data.length
    if (file.originalSize !== undefined && size > file.originalSize) {
      throw new ZipRefused('The archive is damaged: a file is larger than it declares.')
    }
    if (budget.remaining < 0) {
      throw new ZipRefused(`The archive inflates to more than ${LIMITS.importInflatedBytes} bytes.`)
    }
    if (size > LIMITS.moduleBytes) {
      parts.length = 0
      return finish({ path: file.name, problem: TOO_LARGE })
    }
    parts.push(data)
    if (final) finish({ path: file.name, bytes: concat(parts, size) })
  }
  try {
    file.start()
  } catch {
    finish({ path: file.name, problem: 'The file is compressed in a way that is not supported.' })
  }
}

function concat(parts: Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}
