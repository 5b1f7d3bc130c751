import { createServer, type Server, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { log } from '@/lib/log'
import { type Batch, code, errorResponse, simpleQuery, syncMessage, WireConnection } from './wire-connection'

/** Runs protocol messages on the one backend and hands the answer over piece by piece. */
type Backend = { run(messages: Uint8Array, onData: (bytes: Uint8Array) => void): Promise<void> }

export type WireServerOptions = {
  backend: Backend
  /** Clients must send it when set. */
  password: string | null
  /** Milliseconds that a transaction may wait for its client's next statement before it is rolled back. */
  idleInTransactionTimeoutMs: number
  maxConnections: number
}

const LONGEST_RUN_MS = 50

type Client = { connection: WireConnection; batches: Batch[]; isGone: boolean }

/**
 * Serves one Postgres backend to many clients. Clients take turns batch by batch; one that is inside a transaction or
 * a pipeline keeps the backend until it is through, so statements of different clients never mix.
 */
export class WireServer {
  readonly #clients = new Set<Client>()
  readonly #server: Server
  #turns: Client[] = []
  #holder: Client | null = null
  #holderTimer: NodeJS.Timeout | undefined
  #isRunning = false
  #own: (() => Promise<void>)[] = []
  /** Batches that were run: it grows while a long transaction gets on. */
  batchCount = 0

  constructor(private readonly options: WireServerOptions) {
    this.#server = createServer((socket) => this.#accept(socket))
  }

  listen(target: { path: string } | { host: string; port: number }): Promise<void> {
    return new Promise((done, fail) => {
      this.#server.once('error', fail)
      this.#server.listen(target, done)
    })
  }

  get port(): number | null {
    const address = this.#server.address()
    return address && typeof address === 'object' ? address.port : null
  }

  /** True while a client waits for its turn. */
  get isWanted(): boolean {
    return this.#turns.length > 0
  }

  /** True while a client is inside a transaction or a pipeline. */
  get isHeld(): boolean {
    return this.#holder !== null
  }

  /** Runs work of the database's own before the next client's turn, while nobody is inside a transaction. */
  between<Result>(work: () => Promise<Result>): Promise<Result> {
    return new Promise((done, failed) => {
      this.#own.push(() => work().then(done, failed))
      void this.#work()
    })
  }

  /** Takes no new clients, gives those that are connected `drainMs` to finish, then hangs up. */
  async close(drainMs: number): Promise<void> {
    const closed = new Promise<void>((done) => this.#server.close(() => done()))
    const timer = setTimeout(() => {
      for (const client of this.#clients) client.connection.socket.destroy()
    }, drainMs)
    await closed
    clearTimeout(timer)
    while (this.#isRunning) await new Promise((done) => setTimeout(done, 5))
  }

  #accept(socket: Socket): void {
    socket.setNoDelay(true)
    if (this.#clients.size >= this.options.maxConnections) {
      socket.end(errorResponse('FATAL', '53300', 'sorry, too many clients already'))
      return
    }
    const client: Client = {
      connection: new WireConnection(socket, this.options.password, (batch) => this.#enqueue(client, batch)),
      batches: [],
      isGone: false,
    }
    this.#clients.add(client)
    socket.on('data', (data) => client.connection.receive(data))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      client.isGone = true
      this.#clients.delete(client)
      const { farewell } = client.connection
      if (farewell) this.#own.push(() => this.#send(farewell, () => undefined).then(() => undefined))
      void this.#work()
    })
  }

  #enqueue(client: Client, batch: Batch): void {
    client.batches.push(batch)
    this.#turns.push(client)
    void this.#work()
  }

  async #work(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    try {
      for (let pausedAt = performance.now(); ; ) {
        if (this.#holder?.isGone) await this.#release()
        const own = this.#holder ? undefined : this.#own.shift()
        if (own) await own()
        // a long queue must not keep the process from hearing its parent and new clients
        if (performance.now() - pausedAt > LONGEST_RUN_MS) {
          await setImmediate()
          pausedAt = performance.now()
        }
        if (own) continue
        const client = this.#takeTurn()
        if (!client) break
        const batch = client.batches.shift()
        if (batch) await this.#run(client, batch)
      }
    } finally {
      this.#isRunning = false
    }
  }

  #takeTurn(): Client | undefined {
    this.#turns = this.#turns.filter((client) => !client.isGone)
    const index = this.#holder ? this.#turns.indexOf(this.#holder) : 0
    return index < 0 ? undefined : this.#turns.splice(index, 1)[0]
  }

  async #run(client: Client, batch: Batch): Promise<void> {
    const { socket } = client.connection
    if (batch.kind === 'terminate') {
      socket.end()
      return
    }
    this.#hold(null)
    const status = await this.#send(batch.bytes, (bytes) => {
      if (socket.writable) socket.write(bytes)
    })
    if (status === 'failed') {
      socket.destroy()
      // it may have been inside a transaction, which the next client must not find open
      await this.#release()
      return
    }
    const isPipelineOpen = batch.kind === 'messages' && batch.lastCode === code('H')
    if (isPipelineOpen || status === 'transaction') this.#hold(client)
  }

  /** Reads the transaction state from the ReadyForQuery that ends every complete answer. */
  async #send(messages: Buffer, onData: (bytes: Buffer) => void): Promise<'idle' | 'transaction' | 'failed'> {
    const answer = new Gathered(onData)
    this.batchCount++
    try {
      await this.options.backend.run(messages, (bytes) => answer.add(bytes))
    } catch (error) {
      answer.flush()
      log('error', 'the database failed', {}, error)
      return 'failed'
    }
    answer.flush()
    const { tail } = answer
    const isReady = tail.length === 6 && tail[0] === code('Z') && tail.readInt32BE(1) === 5
    return isReady && tail[5] !== code('I') ? 'transaction' : 'idle'
  }

  #hold(client: Client | null): void {
    clearTimeout(this.#holderTimer)
    this.#holder = client
    if (!client) return
    this.#holderTimer = setTimeout(() => {
      client.connection.socket.end(
        errorResponse('FATAL', '25P03', 'terminating connection due to idle-in-transaction timeout'),
      )
      client.isGone = true
      void this.#work()
    }, this.options.idleInTransactionTimeoutMs)
    this.#holderTimer.unref()
  }

  /** Ends what a client left open: its pipeline first, then its transaction. */
  async #release(): Promise<void> {
    this.#hold(null)
    await this.#send(Buffer.concat([syncMessage, simpleQuery('ROLLBACK')]), () => undefined)
  }
}

/** Bytes that are sent at once, about. */
const PART_BYTES = 64 * 1024

/** Joins the small pieces in which the backend hands an answer over: each write costs the system and the client a turn. */
class Gathered {
  /** The last six bytes. */
  tail = Buffer.alloc(0)
  #pieces: Buffer[] = []
  #size = 0

  constructor(private readonly onData: (bytes: Buffer) => void) {}

  add(bytes: Uint8Array): void {
    // the backend's memory is used again
    this.#pieces.push(Buffer.from(bytes))
    this.#size += bytes.length
    if (this.#size >= PART_BYTES) this.flush()
  }

  flush(): void {
    if (this.#size === 0) return
    const part = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces, this.#size)
    this.tail = Buffer.concat([this.tail, part.subarray(-6)]).subarray(-6)
    this.onData(part)
    this.#pieces = []
    this.#size = 0
  }
}
