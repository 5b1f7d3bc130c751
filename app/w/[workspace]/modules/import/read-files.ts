import type { ImportFile } from '@/lib/schemas/imports/module-import'
import { LIMITS } from '@/lib/schemas/limits'
import { isImportable, markRoot, whyNotImported } from '@/lib/schemas/modules/module-path'
import { decodeText } from '@/lib/schemas/texts/decode-text'
import { describeBytes } from '@/lib/schemas/texts/describe-bytes'
import { findLeftOut, isSystemFile } from '@/lib/schemas/zip/find-left-out'
import { isArchive, openZip } from '@/lib/schemas/zip/read-zip'

/** A file to import, with files beside it that are not and whether the letters of its path are guessed; or why it cannot be; or files of a zip or folder that are not. */
export type ReadFile =
  | ({ kind: 'file'; leftOut?: string[]; isPathGuessed?: true } & ImportFile)
  | { kind: 'refused'; path: string; reason: string }
  | { kind: 'skipped'; path: string; leftOut: string[] }

const ZIP_FILE = /\.zip$/i
const UNREADABLE = 'The browser could not read it: it may have been moved, or be closed to you.'
/** A zip is opened here and sent in batches, so that it may hold far more than one request. */
const MAX_ZIP_BYTES = LIMITS.importArchiveBytes
const ZIP_BOUNDS = {
  maxFiles: LIMITS.importArchiveFiles,
  maxEntries: 2 * LIMITS.importArchiveFiles,
  maxInflatedBytes: Number.POSITIVE_INFINITY,
}

/** A file with its path below what was dropped or picked. */
export type PickedFile = {
  path: string
  /** Null for what the browser could not open. */
  file: File | null
}

function refuse(path: string, reason: string): ReadFile {
  return { kind: 'refused', path, reason }
}

type Told = { leftOut?: string[]; isPathGuessed?: boolean }

function decode(path: string, bytes: Uint8Array, { leftOut, isPathGuessed }: Told = {}): ReadFile {
  const decoded = decodeText(bytes)
  if (decoded && 'problem' in decoded) return refuse(path, decoded.problem)
  // what else it may be is told by the server, which reads its words
  const file = decoded ? { content: decoded.text } : { content: toBase64(bytes), encoding: 'base64' as const }
  return { kind: 'file', path, ...file, ...(leftOut && { leftOut }), ...(isPathGuessed && { isPathGuessed }) }
}

/** Bytes that become characters at a time: each is an argument of a call. */
const BYTES_PER_CALL = 8_192

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += BYTES_PER_CALL) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + BYTES_PER_CALL)))
  }
  return btoa(parts.join(''))
}

function* readArchive(path: string, bytes: Uint8Array): Generator<ReadFile> {
  const entries = openZip(bytes, ZIP_BOUNDS)
  if ('problem' in entries) {
    yield refuse(path, entries.problem)
    return
  }
  let isEmpty = true
  for (const { read } of entries) {
    const entry = read()
    if ('problem' in entry) yield refuse(entry.path, entry.problem)
    else if ('bytes' in entry) yield decode(entry.path, entry.bytes, entry)
    else yield { kind: 'skipped', path, leftOut: entry.leftOut }
    isEmpty &&= !('path' in entry)
  }
  if (isEmpty) yield refuse(path, 'The archive holds no markdown or text file.')
}

async function* readFile({ path, file }: PickedFile, leftOut?: string[]): AsyncGenerator<ReadFile> {
  try {
    if (file === null) yield refuse(path, UNREADABLE)
    else if (ZIP_FILE.test(path)) {
      if (file.size > MAX_ZIP_BYTES) {
        yield refuse(path, `The zip is larger than ${describeBytes(MAX_ZIP_BYTES)}.`)
      } else yield* readArchive(path, new Uint8Array(await file.arrayBuffer()))
    } else if (!isImportable(path)) {
      yield refuse(path, whyNotImported(path))
    } else if (file.size > LIMITS.moduleBytes) {
      yield refuse(path, `The file is larger than ${describeBytes(LIMITS.moduleBytes)}.`)
    } else yield decode(path, new Uint8Array(await file.arrayBuffer()), { leftOut })
  } catch {
    yield refuse(path, UNREADABLE)
  }
}

/**
 * Reads one file after the other, so that a large folder is never in memory twice. A file that was picked by itself and
 * cannot be imported is refused; one that came along with a folder is named among others, with its skill or the folder.
 */
export async function* readFiles(picked: PickedFile[]): AsyncGenerator<ReadFile> {
  const files = picked.filter(({ path }) => !isSystemFile(path))
  const inFolders = files.filter(({ path, file }) => file !== null && path.includes('/') && !isArchive(path))
  const { bySkill, ofSkills } = findLeftOut(inFolders.map(({ path }) => path))
  const besides = new Set(inFolders.map(({ path }) => path).filter((path) => !isImportable(path)))
  for (const file of files) if (!besides.has(file.path)) yield* readFile(file, bySkill.get(file.path))
  for (const path of ofSkills) besides.delete(path)
  const byFolder = Object.groupBy(besides, (path) => path.slice(0, path.indexOf('/')))
  for (const [path, leftOut = []] of Object.entries(byFolder)) yield { kind: 'skipped', path, leftOut }
}

const inProject = ({ path, file }: PickedFile): PickedFile => ({ path: markRoot(path), file })

function listDirectory(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}

async function walk(entry: FileSystemEntry): Promise<PickedFile[]> {
  const path = entry.fullPath.replace(/^\//, '')
  // what is in a folder that cannot be read is not known, but that there is one
  return walkInside(entry, path).catch(() => [{ path, file: null }])
}

async function walkInside(entry: FileSystemEntry, path: string): Promise<PickedFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    return [{ path, file }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const picked: PickedFile[] = []
  // readEntries gives at most 100 at a time, and nothing when it is through.
  for (let entries = await listDirectory(reader); entries.length > 0; entries = await listDirectory(reader)) {
    for (const child of entries) picked.push(...(await walk(child)))
  }
  return picked
}

/** Files and folders that were dropped. Entries must be taken from the event before the first await. */
export async function filesOfDrop(transfer: DataTransfer): Promise<PickedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  if (entries.length === 0) return [...transfer.files].map((file) => ({ path: file.name, file }))
  const picked = (await Promise.all(entries.map(walk))).flat()
  // one folder is a project; of several, or beside files, each may be a part of one
  return entries.length === 1 ? picked.map(inProject) : picked
}

/** Files of an `<input type="file">`, with their path when a folder was picked. */
export function filesOfInput(files: FileList): PickedFile[] {
  return [...files].map((file) => inProject({ path: file.webkitRelativePath || file.name, file }))
}
