import { decodeText } from '@/lib/schemas/decode-text'
import { LIMITS } from '@/lib/schemas/limits'
import type { ImportFile } from '@/lib/schemas/module-import'
import { isImportable } from '@/lib/schemas/module-path'
import { openZip } from '@/lib/schemas/zip/read-zip'

/** A file to import, or why it cannot be. */
export type ReadFile = ({ ok: true; leftOut?: string[] } & ImportFile) | { ok: false; path: string; reason: string }

const ZIP_FILE = /\.zip$/i
/** Never worth a line in the results. */
const NOISE = /(?:^|\/)(?:\.DS_Store|Thumbs\.db|__MACOSX\/.*|\.git\/.*|node_modules\/.*)$/
/** A zip is opened here and sent in batches, so that it may hold far more than one request. */
const MAX_ZIP_BYTES = LIMITS.importArchiveBytes
const ZIP_BOUNDS = {
  maxFiles: LIMITS.importArchiveFiles,
  maxEntries: 2 * LIMITS.importArchiveFiles,
  maxInflatedBytes: Number.POSITIVE_INFINITY,
}

/** A file with its path below what was dropped or picked. */
export type PickedFile = { path: string; file: File }

function decode(path: string, bytes: Uint8Array): ReadFile {
  const decoded = decodeText(bytes)
  return 'problem' in decoded ? { ok: false, path, reason: decoded.problem } : { ok: true, path, content: decoded.text }
}

function* readArchive(path: string, bytes: Uint8Array): Generator<ReadFile> {
  const entries = openZip(bytes, ZIP_BOUNDS)
  if ('problem' in entries) {
    yield { ok: false, path, reason: entries.problem }
    return
  }
  for (const { read } of entries) {
    const entry = read()
    yield 'problem' in entry ? { ok: false, path: entry.path, reason: entry.problem } : decode(entry.path, entry.bytes)
  }
}

async function* readFile({ path, file }: PickedFile): AsyncGenerator<ReadFile> {
  if (NOISE.test(path)) return
  try {
    if (ZIP_FILE.test(path)) {
      if (file.size > MAX_ZIP_BYTES) {
        yield { ok: false, path, reason: `The zip is larger than ${MAX_ZIP_BYTES / 1024 / 1024} MB.` }
      } else yield* readArchive(path, new Uint8Array(await file.arrayBuffer()))
    } else if (!isImportable(path)) {
      yield { ok: false, path, reason: 'Only .md, .mdx, .mdc and .zip files are imported.' }
    } else if (file.size > LIMITS.moduleBytes) {
      yield { ok: false, path, reason: `The file is larger than ${LIMITS.moduleBytes} bytes.` }
    } else yield decode(path, new Uint8Array(await file.arrayBuffer()))
  } catch {
    yield { ok: false, path, reason: 'The browser could not read the file.' }
  }
}

/** Reads one file after the other, so that a large folder is never in memory twice. */
export async function* readFiles(picked: PickedFile[]): AsyncGenerator<ReadFile> {
  for (const file of picked) yield* readFile(file)
}

function listDirectory(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}

async function walk(entry: FileSystemEntry): Promise<PickedFile[]> {
  const path = entry.fullPath.replace(/^\//, '')
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
  return (await Promise.all(entries.map(walk))).flat()
}

/** Files of an `<input type="file">`, with their path when a folder was picked. */
export function filesOfInput(files: FileList): PickedFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
}
