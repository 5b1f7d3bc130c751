import { deflateSync, strToU8 } from 'fflate'
import { crc32 } from './crc32'

export type EntryOptions = {
  path: string
  /** The name as it stands in the archive. */
  nameBytes?: Uint8Array
  text?: string
  bytes?: Uint8Array
  isDeflated?: boolean
  hasDescriptor?: boolean
  isZip64?: boolean
  hasUtf8Flag?: boolean
  /** Its bytes are there, and no line of the directory. */
  isDeleted?: boolean
  flags?: number
  method?: number
  mode?: number
  sizeBytes?: number
  headerOffset?: number
}

const u16 = (value: number) => [value & 255, (value >>> 8) & 255]
const u32 = (value: number) => [...u16(value), ...u16(value >>> 16)]
const u64 = (value: number) => [...u32(value), ...u32(0)]
const WIDE = 0xffffffff

/** An archive as tools write it, or as none should. */
export function writeZip(entries: EntryOptions[], { before = 0, comment = '' } = {}): Uint8Array {
  const bytes: number[] = new Array(before).fill(0)
  const directory: number[] = []
  let count = 0
  for (const entry of entries) {
    const content = entry.bytes ?? strToU8(entry.text ?? '')
    const packed = entry.isDeflated ? deflateSync(content) : content
    const name = entry.nameBytes ?? strToU8(entry.path)
    const flags = (entry.flags ?? 0) | (entry.hasDescriptor ? 8 : 0) | (entry.hasUtf8Flag ? 0x800 : 0)
    const method = entry.method ?? (entry.isDeflated ? 8 : 0)
    const numbers = [...u32(crc32(content)), ...u32(packed.length), ...u32(entry.sizeBytes ?? content.length)]
    const offset = entry.headerOffset ?? bytes.length - before
    const common = [...u16(20), ...u16(flags), ...u16(method), ...u32(0)]
    const stated = entry.hasDescriptor ? new Array(12).fill(0) : numbers
    bytes.push(...u32(0x04034b50), ...common, ...stated, ...u16(name.length), ...u16(0), ...name, ...packed)
    if (entry.hasDescriptor) bytes.push(...u32(0x08074b50), ...numbers)
    if (entry.isDeleted) continue
    count++
    const wide = [
      ...u16(1),
      ...u16(24),
      ...u64(entry.sizeBytes ?? content.length),
      ...u64(packed.length),
      ...u64(offset),
    ]
    const extra = entry.isZip64 ? wide : []
    const sizes = entry.isZip64 ? [...numbers.slice(0, 4), ...u32(WIDE), ...u32(WIDE)] : numbers
    directory.push(...u32(0x02014b50), ...u16((3 << 8) | 20), ...common, ...sizes, ...u16(name.length))
    directory.push(...u16(extra.length), ...u16(0), ...u16(0), ...u16(0), ...u32((entry.mode ?? 0x81a4) * 65536))
    directory.push(...u32(entry.isZip64 ? WIDE : offset), ...name, ...extra)
  }
  const start = bytes.length - before
  bytes.push(...directory, ...u32(0x06054b50), ...u32(0), ...u16(count), ...u16(count))
  bytes.push(...u32(directory.length), ...u32(start), ...u16(comment.length), ...strToU8(comment))
  return new Uint8Array(bytes)
}
