type Bytes = Uint8Array<ArrayBuffer>

/** A file that is compressed already (deflate, without a wrapper). */
type ZipFile = { path: string; size: number; crc: number; deflated: Bytes }

const LOCAL_BYTES = 30
const CENTRAL_BYTES = 46
const END_BYTES = 22
/** What a reader has to know to read it: 2.0. */
const VERSION = 20
const UTF8_NAMES = 0x0800
const DEFLATED = 8
/** 1980-01-02: entries carry no time of their own, so that the same files give the same bytes. */
const DATE = (1 << 5) | 2
/** Entries of the directory that are given at a time. */
const ENTRIES_AT_ONCE = 500

/**
 * Writes a zip part by part (APPNOTE.TXT 4.3). Each entry of the directory is made with its file: to make all of them at the
 * end would take long where they are many.
 */
export class ZipWriter {
  private readonly encoder = new TextEncoder()
  private readonly directory: Bytes[] = []
  private offset = 0

  /** The parts of the archive that a file is. */
  add({ path, size, crc, deflated }: ZipFile): Bytes[] {
    const name = this.encoder.encode(path)
    const fields = [UTF8_NAMES, DEFLATED, 0, DATE] as const
    const sizes = [crc, deflated.length, size] as const
    const local = new Record(LOCAL_BYTES, 0x04034b50).shorts(VERSION, ...fields).longs(...sizes)
    const central = new Record(CENTRAL_BYTES, 0x02014b50).shorts(VERSION, VERSION, ...fields).longs(...sizes)
    central.shorts(name.length, 0, 0, 0, 0).longs(0, this.offset)
    this.directory.push(central.bytes, name)
    const parts = [local.shorts(name.length, 0).bytes, name, deflated]
    this.offset += parts.reduce((sum, { length }) => sum + length, 0)
    return parts
  }

  /** The directory, a part at a time. */
  *end(): Generator<Bytes> {
    const size = this.directory.reduce((sum, { length }) => sum + length, 0)
    const count = this.directory.length / 2
    for (let at = 0; at < this.directory.length; at += 2 * ENTRIES_AT_ONCE) {
      yield Buffer.concat(this.directory.slice(at, at + 2 * ENTRIES_AT_ONCE))
    }
    yield new Record(END_BYTES, 0x06054b50).shorts(0, 0, count, count).longs(size, this.offset).shorts(0).bytes
  }
}

/** Numbers one after the other, the lowest byte first. */
class Record {
  readonly bytes: Bytes
  private readonly view: DataView
  private at = 0

  constructor(length: number, signature: number) {
    this.bytes = new Uint8Array(length)
    this.view = new DataView(this.bytes.buffer)
    this.longs(signature)
  }

  shorts(...values: number[]): this {
    for (const value of values) {
      this.view.setUint16(this.at, value, true)
      this.at += 2
    }
    return this
  }

  longs(...values: number[]): this {
    for (const value of values) {
      this.view.setUint32(this.at, value, true)
      this.at += 4
    }
    return this
  }
}
