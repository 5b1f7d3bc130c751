import { Inflate } from 'fflate'
import { crc32 } from './crc32'
import type { DirectoryEntry } from './read-directory'

const LOCAL_HEADER = 0x04034b50
const LOCAL_HEADER_BYTES = 30
const STORED = 0
const DEFLATED = 8
/** Deflate grows by a factor of up to 1,032: what a slice may inflate to stays small. */
const SLICE_BYTES = 16 * 1024

const METHODS: Record<number, string> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'xz',
  98: 'PPMd',
}

/** Why an entry cannot be read; null when it can. */
export function findEntryProblem({ method, isEncrypted, isLink }: DirectoryEntry): string | null {
  if (isEncrypted) return 'The file is encrypted: make the archive without a password.'
  if (isLink) return 'The file is a symbolic link, which is not followed.'
  if (method === STORED || method === DEFLATED) return null
  return `The file is compressed by ${METHODS[method] ?? `method ${method}`}, which is not supported: use Deflate.`
}

/**
 * The content of an entry, checked against its size and checksum. Never makes more than a slice beyond the stated size.
 * @returns null when it is damaged
 */
export function readEntry(archive: Uint8Array, entry: DirectoryEntry): Uint8Array | null {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  const at = entry.headerOffset
  if (at + LOCAL_HEADER_BYTES > archive.length || view.getUint32(at, true) !== LOCAL_HEADER) return null
  const start = at + LOCAL_HEADER_BYTES + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + entry.compressedBytes > archive.length) return null
  const packed = archive.subarray(start, start + entry.compressedBytes)
  const bytes = entry.method === STORED ? packed.slice() : inflate(packed, entry.sizeBytes)
  return bytes?.length === entry.sizeBytes && crc32(bytes) === entry.crc ? bytes : null
}

function inflate(packed: Uint8Array, sizeBytes: number): Uint8Array | null {
  const bytes = new Uint8Array(sizeBytes)
  let size = 0
  const stream = new Inflate((part) => {
    if (size + part.length <= sizeBytes) bytes.set(part, size)
    size += part.length
  })
  try {
    for (let start = 0; start < packed.length && size <= sizeBytes; start += SLICE_BYTES) {
      stream.push(packed.subarray(start, start + SLICE_BYTES), start + SLICE_BYTES >= packed.length)
    }
  } catch {
    return null
  }
  return size === sizeBytes ? bytes : null
}
