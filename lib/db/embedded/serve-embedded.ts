import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { socketPathOf } from './data-folder'
import { type Endpoint, endpointOf, TCP_ENDPOINT_FILE } from './endpoint'
import { lockDataFolder } from './lock-data-folder'
import { openCluster } from './open-cluster'
import { tend } from './tend'
import { WireServer } from './wire-server'

/** What the process tells its parent, one JSON line on stdout. */
export type EmbeddedReport =
  | { state: 'ready' }
  | { state: 'alive' }
  | { state: 'in-use' }
  | { state: 'failed'; message: string }

const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000
const DRAIN_MS = 2_000

function report(state: EmbeddedReport): void {
  process.stdout.write(`${JSON.stringify(state)}\n`)
}

/**
 * The embedded database's process: `serve-embedded.ts <data folder> <socket | tcp> [port]`, alive while its stdin is
 * open. With a port it takes the place of a process that ended: clients know its port and password.
 */
async function serve(folder: string, transport: string, port?: string): Promise<void> {
  // Ctrl-C reaches the whole process group; the parent closes the pipe once its own work is done
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
  const parentGone = new Promise<void>((done) => {
    process.stdin.on('end', done).on('close', done).on('error', done)
  })
  if (!lockDataFolder(folder)) {
    report({ state: 'in-use' })
    process.exit(1)
  }
  const db = await openCluster(folder)
  // an abort of the backend leaves memory behind that nobody may go on with; the parent starts another
  const leaveWhenBroken = (error: unknown) => {
    void tending.ask().then((isAlive) => isAlive || process.exit(1))
    throw error
  }
  const password = transport === 'tcp' ? passwordOf(port === undefined ? null : endpointOf(folder, 'tcp')) : null
  const server = new WireServer({
    backend: {
      run: (messages, onRawData) =>
        db.execProtocolRawStream(messages, { syncToFs: false, onRawData }).catch(leaveWhenBroken),
    },
    password,
    idleInTransactionTimeoutMs: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    maxConnections: 500,
  })
  const endpointFile = password === null ? socketPathOf(folder) : join(folder, TCP_ENDPOINT_FILE)
  // the lock is ours, so whatever lies there is a leftover of a killed process
  rmSync(endpointFile, { force: true })
  if (password === null) await server.listen({ path: endpointFile })
  else {
    await server.listen({ host: '127.0.0.1', port: Number(port ?? 0) })
    writeFileSync(endpointFile, JSON.stringify({ port: server.port, password }), { mode: 0o600 })
  }
  const tending = tend(db, server, folder)
  // each line is a question whether this process lives
  process.stdin.on('data', () => void tending.ask().then((isAlive) => isAlive && report({ state: 'alive' })))
  await tending.first
  report({ state: 'ready' })
  await parentGone
  tending.stop()
  await server.close(DRAIN_MS)
  rmSync(endpointFile, { force: true })
  await db.close()
  process.exit(0)
}

const passwordOf = (before: Endpoint | null) =>
  before?.kind === 'tcp' ? before.password : randomBytes(32).toString('hex')

const [folder = '', transport = 'socket', port] = process.argv.slice(2)
serve(folder, transport, port).catch((error: unknown) => {
  report({ state: 'failed', message: error instanceof Error ? error.message : String(error) })
  process.exit(1)
})
