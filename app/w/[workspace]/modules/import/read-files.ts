import { type UnzipFileInfo, unzip } from 'fflate'
import type { ImportFile } from '@/lib/schemas/module-import'

/** A file to import, or why it cannot be. */
export type ReadFile = ({ ok: true } & ImportFile) | { ok: false; path: string; reason: string }

const TEXT_FILE = /\.(?:md|mdx|mdc)$/i
const ZIP_FILE = /\.zip$/i
/** Never worth a line in the results. */
const NOISE = /(?:^|\/)(?:\.DS_Store|Thumbs\.db|__MACOSX\/.*|\.git\/.*|node_modules\/.*)$/
const MAX_TEXT_BYTES = 8 * 1024 * 1024
const MAX_ZIP_BYTES = 32 * 1024 * 1024
const MAX_UNZIPPED_BYTES = 64 * 1024 * 1024

/** A file with its path below what was dropped or picked. */
export type PickedFile = { path: string; file: File }

function decode(path: string, bytes: Uint8Array): ReadFile {
  try {
    return { ok: true, path, content: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { ok: false, path, reason: 'This is not UTF-8 text.' }
  }
}

function reasonAgainst(path: string, sizeBytes: number): string | null {
  if (!TEXT_FILE.test(path)) return 'Only .md, .mdx, .mdc and .zip files can be imported.'
  return sizeBytes > MAX_TEXT_BYTES ? 'The file is larger than 8 MB.' : null
}

/** Sizes are checked before anything is inflated, and fflate never inflates beyond the stated size. */
export async function readZip(
  zipPath: string,
  bytes: Uint8Array,
  maxUnzippedBytes = MAX_UNZIPPED_BYTES,
): Promise<ReadFile[]> {
  const refused: ReadFile[] = []
  let unzippedBytes = 0
  const accepts = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (name.endsWith('/') || NOISE.test(name)) return false
    const reason =
      reasonAgainst(name, originalSize) ??
      (unzippedBytes + originalSize > maxUnzippedBytes ? 'The zip holds more text than one import takes.' : null)
    if (reason === null) unzippedBytes += originalSize
    else refused.push({ ok: false, path: name, reason })
    return reason === null
  }
  return new Promise((resolve) => {
    unzip(bytes, { filter: accepts }, (error, entries) => {
      if (error) resolve([{ ok: false, path: zipPath, reason: 'The zip is damaged.' }])
      else resolve([...Object.entries(entries).map(([path, data]) => decode(path, data)), ...refused])
    })
  })
}

async function readFile({ path, file }: PickedFile): Promise<ReadFile[]> {
  if (NOISE.test(path)) return []
  try {
    if (ZIP_FILE.test(path)) {
      if (file.size > MAX_ZIP_BYTES) return [{ ok: false, path, reason: 'The zip is larger than 32 MB.' }]
      return await readZip(path, new Uint8Array(await file.arrayBuffer()))
    }
    const reason = reasonAgainst(path, file.size)
    if (reason !== null) return [{ ok: false, path, reason }]
    return [decode(path, new Uint8Array(await file.arrayBuffer()))]
  } catch {
    return [{ ok: false, path, reason: 'The browser could not read the file.' }]
  }
}

/** Reads one file after the other, so that a large folder is never in memory twice. */
export async function* readFiles(picked: PickedFile[]): AsyncGenerator<ReadFile> {
  for (const file of picked) yield* await readFile(file)
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
