import type { Socket } from 'node:net'

const SSL_REQUEST = 80877103
const GSS_REQUEST = 80877104
const CANCEL_REQUEST = 80877102
/** Most bytes that one message may have; a module of 5 MB with its chunks stays far below. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024

export const code = (letter: string) => letter.charCodeAt(0)

/** Messages that a client expects an answer to: everything up to one of them runs without interruption. */
const BOUNDARIES = new Set(['Q', 'S', 'H', 'F'].map(code))

let connections = 0

/** Where a message has the name of a statement; 0 where it has none. */
function nameAt(message: Buffer): number {
  const type = message[0]
  if (type === code('P')) return 5
  // after the portal's
  if (type === code('B')) return message.indexOf(0, 5) + 1
  return (type === code('D') || type === code('C')) && message[5] === code('S') ? 6 : 0
}

/** What a client asked for, to be run in one go. */
export type Batch = { kind: 'startup' | 'messages' | 'terminate'; bytes: Buffer; lastCode: number }

/** Cuts one client's bytes into batches. Knows the Postgres protocol's framing and nothing of databases. */
export class WireConnection {
  #buffer: Buffer = Buffer.alloc(0)
  /** Bytes that have come, in pieces: joined once a whole message is there, not at every piece of a large one. */
  #pieces: Buffer[] = []
  #size = 0
  /** Bytes that the next message needs; 0 when not known yet. */
  #needed = 0
  #pending: Buffer[] = []
  #started = false
  #startup: Buffer | null = null
  readonly #prefix = `${++connections}:`
  readonly #statements = new Set<string>()

  constructor(
    readonly socket: Socket,
    private readonly password: string | null,
    private readonly onBatch: (batch: Batch) => void,
  ) {}

  receive(data: Buffer): void {
    this.#pieces.push(data)
    this.#size += data.length
    if (this.#size < this.#needed) return
    this.#buffer = this.#pieces.length === 1 ? data : Buffer.concat(this.#pieces, this.#size)
    this.#needed = 0
    for (let message = this.#next(); message; message = this.#next()) this.#take(message)
    this.#pieces = this.#buffer.length > 0 ? [this.#buffer] : []
    this.#size = this.#buffer.length
  }

  #next(): Buffer | null {
    const header = this.#started || this.#startup ? 1 : 0
    if (this.#buffer.length < header + 4) return null
    const length = header + this.#buffer.readInt32BE(header)
    if (length < header + 4 || length > MAX_MESSAGE_BYTES) {
      this.socket.destroy()
      return null
    }
    if (this.#buffer.length < length) {
      this.#needed = length
      return null
    }
    const message = this.#buffer.subarray(0, length)
    this.#buffer = this.#buffer.subarray(length)
    return message
  }

  #take(message: Buffer): void {
    if (this.#started) this.#collect(message)
    else if (this.#startup) this.#checkPassword(message)
    else this.#greet(message)
  }

  #greet(message: Buffer): void {
    const version = message.length >= 8 ? message.readInt32BE(4) : 0
    if (version === SSL_REQUEST || version === GSS_REQUEST) {
      this.socket.write('N')
    } else if (version === CANCEL_REQUEST) {
      // one backend without threads: a running statement cannot be interrupted
      this.socket.end()
    } else if (this.password === null) {
      this.#start(message)
    } else {
      this.#startup = message
      this.socket.write(Buffer.from([code('R'), 0, 0, 0, 8, 0, 0, 0, 3]))
    }
  }

  #checkPassword(message: Buffer): void {
    const given = message.subarray(5, -1).toString()
    if (message[0] === code('p') && given === this.password && this.#startup) this.#start(this.#startup)
    else this.socket.end(errorResponse('FATAL', '28P01', 'password authentication failed'))
  }

  #start(startup: Buffer): void {
    this.#started = true
    this.#startup = null
    this.onBatch({ kind: 'startup', bytes: startup, lastCode: 0 })
  }

  /** All clients share the backend’s names of statements: each gets its own part of them. */
  #withOwnName(message: Buffer): Buffer {
    const at = nameAt(message)
    if (at === 0 || message[at] === 0 || at >= message.length) return message
    if (message[0] === code('P')) this.#statements.add(message.toString('latin1', at, message.indexOf(0, at)))
    return rename(message, at, this.#prefix)
  }

  /** Gives the names free that are left; to be run when the client is gone. */
  get farewell(): Buffer | null {
    if (this.#statements.size === 0) return null
    const closing = [...this.#statements].map((name) => closeStatement(Buffer.from(`${this.#prefix}${name}`, 'latin1')))
    return Buffer.concat([...closing, syncMessage])
  }

  #collect(message: Buffer): void {
    const type = message[0] ?? 0
    if (type === code('X')) {
      this.onBatch({ kind: 'terminate', bytes: message, lastCode: type })
      return
    }
    this.#pending.push(this.#withOwnName(message))
    if (!BOUNDARIES.has(type)) return
    this.onBatch({ kind: 'messages', bytes: Buffer.concat(this.#pending), lastCode: type })
    this.#pending = []
  }
}

function rename(message: Buffer, at: number, prefix: string): Buffer {
  const renamed = Buffer.concat([message.subarray(0, at), Buffer.from(prefix), message.subarray(at)])
  renamed.writeInt32BE(message.readInt32BE(1) + prefix.length, 1)
  return renamed
}

export function errorResponse(severity: 'ERROR' | 'FATAL', sqlState: string, text: string): Buffer {
  const fields = Buffer.from(`S${severity}\0V${severity}\0C${sqlState}\0M${text}\0\0`)
  const head = Buffer.alloc(5)
  head.writeUInt8(code('E'), 0)
  head.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}

export function simpleQuery(sql: string): Buffer {
  const text = Buffer.from(`${sql}\0`)
  const head = Buffer.alloc(5)
  head.writeUInt8(code('Q'), 0)
  head.writeInt32BE(text.length + 4, 1)
  return Buffer.concat([head, text])
}

export const syncMessage = Buffer.from([code('S'), 0, 0, 0, 4])

function closeStatement(name: Buffer): Buffer {
  const head = Buffer.from([code('C'), 0, 0, 0, 0, code('S')])
  head.writeInt32BE(name.length + 6, 1)
  return Buffer.concat([head, name, Buffer.from([0])])
}
