import { decodeName } from './decode-name'

export type DirectoryEntry = {
  path: string
  /** The path's letters may be others: nothing says how they are encoded. */
  isPathGuessed: boolean
  method: number
  isEncrypted: boolean
  /** A symbolic link, whose content is only the path that it leads to. */
  isLink: boolean
  crc: number
  compressedBytes: number
  sizeBytes: number
  /** Where its local header stands. */
  headerOffset: number
}

/** The archive cannot be read or is refused as a whole; the message says why. */
export class ZipRefused extends Error {}

const DAMAGED = 'The archive is damaged'
const END = 0x06054b50
const END64 = 0x06064b50
const LOCATOR64 = 0x07064b50
const ENTRY = 0x02014b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const MAX_COMMENT_BYTES = 0xffff
const ZIP64_FIELD = 0x0001
const UNIX = 3

/**
 * What an archive says it holds, by the directory at its end: entries that were deleted or stand inside other files are
 * not in it.
 * @throws ZipRefused when it is damaged, split or has more than `maxEntries` entries
 */
export function readDirectory(bytes: Uint8Array, maxEntries: number): DirectoryEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { count, size, offset, shift } = readEnd(view)
  if (count > maxEntries) throw new ZipRefused(`The archive has more than ${maxEntries} entries.`)
  const end = shift + offset + size
  const entries: DirectoryEntry[] = []
  let at = shift + offset
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY) {
      throw new ZipRefused(`${DAMAGED}: its directory does not hold what it counts.`)
    }
    const nameBytes = view.getUint16(at + 28, true)
    const extraBytes = view.getUint16(at + 30, true)
    const next = at + ENTRY_BYTES + nameBytes + extraBytes + view.getUint16(at + 32, true)
    if (next > end) throw new ZipRefused(`${DAMAGED}: its directory is cut.`)
    entries.push(readEntry(bytes, view, at, shift))
    at = next
  }
  return entries
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, shift: number): DirectoryEntry {
  const flags = view.getUint16(at + 8, true)
  const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true)
  const extra = readExtra(bytes.subarray(nameEnd, nameEnd + view.getUint16(at + 30, true)))
  const [sizeBytes, compressedBytes, headerOffset] = widen(
    [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)],
    extra.get(ZIP64_FIELD),
  )
  const mode = view.getUint8(at + 5) === UNIX ? view.getUint16(at + 40, true) : 0
  const { path, isGuessed } = decodeName(bytes.subarray(at + ENTRY_BYTES, nameEnd), flags, extra)
  return {
    path,
    isPathGuessed: isGuessed,
    method: view.getUint16(at + 10, true),
    isEncrypted: (flags & 1) !== 0,
    isLink: (mode & 0xf000) === 0xa000,
    crc: view.getUint32(at + 16, true),
    compressedBytes,
    sizeBytes,
    headerOffset: headerOffset + shift,
  }
}

/** Numbers that do not fit into 32 bits stand in a field of their own, in this order and only those. */
function widen(numbers: [number, number, number], field: Uint8Array | undefined): [number, number, number] {
  if (!numbers.includes(0xffffffff)) return numbers
  const view = new DataView(field?.buffer ?? new ArrayBuffer(0), field?.byteOffset ?? 0, field?.byteLength ?? 0)
  let at = 0
  return numbers.map((number) => {
    if (number !== 0xffffffff) return number
    if (at + 8 > view.byteLength) throw new ZipRefused(`${DAMAGED}: sizes are missing in its directory.`)
    at += 8
    return Number(view.getBigUint64(at - 8, true))
  }) as [number, number, number]
}

function readExtra(extra: Uint8Array): Map<number, Uint8Array> {
  const fields = new Map<number, Uint8Array>()
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = extra[at]! | (extra[at + 1]! << 8)
    const size = extra[at + 2]! | (extra[at + 3]! << 8)
    if (!fields.has(id)) fields.set(id, extra.subarray(at + 4, at + 4 + size))
    at += 4 + size
  }
  return fields
}

/** `shift` is how many bytes stand before the archive, as in one that extracts itself. */
function readEnd(view: DataView): { count: number; size: number; offset: number; shift: number } {
  const at = findEnd(view)
  const locator = at - 20
  if (locator >= 0 && view.getUint32(locator, true) === LOCATOR64) return readEnd64(view, locator)
  if (view.getUint16(at + 4, true) !== 0 || view.getUint16(at + 6, true) !== 0) {
    throw new ZipRefused('The archive is one part of several: join them first.')
  }
  const size = view.getUint32(at + 12, true)
  return place(view.getUint16(at + 10, true), size, view.getUint32(at + 16, true), at)
}

function readEnd64(view: DataView, locator: number) {
  const stated = Number(view.getBigUint64(locator + 8, true))
  // bytes before the archive move it; then it stands right before its locator
  const at = [stated, locator - 56].find(
    (place) => place >= 0 && place + 56 <= locator && view.getUint32(place, true) === END64,
  )
  if (at === undefined) throw new ZipRefused(`${DAMAGED}: the directory at its end is missing.`)
  const [count, size, offset] = [32, 40, 48].map((field) => Number(view.getBigUint64(at + field, true)))
  return place(count!, size!, offset!, at)
}

function place(count: number, size: number, offset: number, end: number) {
  const shift = end - size - offset
  if (shift < 0) throw new ZipRefused(`${DAMAGED}: a part of it is missing.`)
  return { count, size, offset, shift }
}

/** Where the record at the end begins. Zeros may stand behind it, as where a file was filled up to whole blocks. */
function findEnd(view: DataView): number {
  let filled = view.byteLength
  while (filled > 0 && view.getUint8(filled - 1) === 0) filled--
  let hasEnd = false
  const first = Math.max(0, filled - END_BYTES - MAX_COMMENT_BYTES)
  for (let at = Math.min(filled, view.byteLength - END_BYTES); at >= first; at--) {
    if (view.getUint32(at, true) !== END) continue
    const end = at + END_BYTES + view.getUint16(at + 20, true)
    if (end >= filled && end <= view.byteLength) return at
    hasEnd = true
  }
  const what = hasEnd
    ? 'it is cut, or something stands behind its end.'
    : 'it is cut, since the directory at its end is missing.'
  throw new ZipRefused(`${DAMAGED}: ${what}`)
}
