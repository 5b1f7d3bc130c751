import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { isForPageReload, refuseConnection, refuseExpectation, refuseRequest } from '@/lib/adapters/refuse-request'
import { closeDatabase, databaseConfig } from '@/lib/db/client'
import { type EmbeddedDatabase, startEmbedded } from '@/lib/db/embedded/start-embedded'
import { StartError } from '@/lib/db/embedded/start-error'
import { readInstallationSecret } from '@/lib/db/secret'
import { untilReachable } from '@/lib/db/start/until-reachable'
import { env } from '@/lib/env'
import { startSlot } from '@/lib/services/compose/run/start-slot'
import { watchEventLoop } from '@/lib/services/health/delay/event-loop'
import { workerSlot } from '@/lib/worker/worker-slot'
import { announce } from './announce'
import { beginAnswering } from './begin-answering'
import { dropForgedAddress } from './drop-forged-address'
import { noteServer } from './note-server'
import { prepareDatabase } from './prepare-database'
import { prepareNext } from './prepare-next'
import { SLOW_REQUESTS } from './slow-requests'
import { startWorkerProcess } from './start-worker-process'

const CLOSE_TIMEOUT_MS = 3_000
/** A database whose server was killed writes everything out before it lets go of the folder. */
const LET_GO_TIMEOUT_MS = 30_000
const RETRY_MS = 200

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** Answers while the rest starts, so that the port is ours from the first moment. */
const answerStarting: Handler = (_, response) => {
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' })
  response.end(JSON.stringify({ status: 'starting' }))
}

let handle: Handler = answerStarting
let database: EmbeddedDatabase | undefined
let closeNext: (() => Promise<void>) | undefined
let worker: { stop(): Promise<void> } | undefined
const stopping = new AbortController()
const { restarts } = noteServer()

const server = createServer({ ...SLOW_REQUESTS, shouldUpgradeCallback: isForPageReload }, (request, response) => {
  dropForgedAddress(request.headers)
  if (!refuseRequest(request, response)) handle(request, response)
})
server.on('checkExpectation', refuseExpectation)
server.on('clientError', refuseConnection)

async function start(): Promise<void> {
  readInstallationSecret()
  await listen(server)
  const preparing = prepareNext(server)
  preparing.catch(() => undefined)
  if (env.DATABASE_URL) await untilReachable(databaseConfig(), stopping.signal)
  else database = await openEmbedded()
  await prepareDatabase(databaseConfig())
  // migrations may take their time
  database?.watch()
  const links = await announce()
  // the application opens its own connections, through its own copy of the client
  await closeDatabase()
  const next = await preparing
  closeNext = next.close
  handle = beginAnswering(answerStarting, next.handle, startSlot.openAhead?.(stopping.signal) ?? Promise.resolve())
  // starting keeps it for seconds, when nobody is waiting yet
  watchEventLoop()
  process.stdout.write(`${links.join('\n')}\n`)
  process.send?.('ready')
  await startWorker()
}

async function openEmbedded(): Promise<EmbeddedDatabase> {
  for (const deadline = performance.now() + LET_GO_TIMEOUT_MS; ; await sleep(RETRY_MS)) {
    try {
      return await startEmbedded(env.dataDir, env.LOADOUT_DATABASE_TRANSPORT)
    } catch (error) {
      const mayLetGo = restarts > 0 && error instanceof StartError && error.isTransient
      if (!mayLetGo || performance.now() > deadline) throw error
    }
  }
}

/** After everything else: people do not wait for background jobs. */
async function startWorker(): Promise<void> {
  if (env.LOADOUT_WORKER === 'off') return
  try {
    const started = env.LOADOUT_WORKER === 'separate' ? await startWorkerProcess() : await workerSlot.start?.()
    if (stopping.signal.aborted) await started?.stop()
    else worker = started
  } catch (error) {
    process.stderr.write(`Background jobs do not run: ${error instanceof Error ? error.message : error}\n`)
  }
}

function listen(listener: Server): Promise<void> {
  return new Promise((done, failed) => {
    listener.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        failed(
          new StartError(
            `Port ${env.PORT} is in use: stop what runs there, or choose another with PORT=${env.PORT + 1}.`,
          ),
        )
      else failed(new StartError(`Cannot listen on ${env.HOST}:${env.PORT}: ${error.message}.`))
    })
    listener.listen(env.PORT, env.HOST, done)
  })
}

/** Ends in order: no new requests, those under way finish, connections to the database close, then the database. */
async function stop(reason?: string): Promise<void> {
  if (stopping.signal.aborted) return
  stopping.abort()
  if (reason) process.stderr.write(`${reason}\n`)
  const closed = new Promise((done) => server.close(done))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS)
  await closed
  clearTimeout(timer)
  await worker?.stop().catch(() => undefined)
  await closeNext?.().catch(() => undefined)
  await closeDatabase().catch(() => undefined)
  await database?.stop()
  process.exit(reason ? 1 : 0)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
process.on('disconnect', () => void stop())

start().catch((error: unknown) => {
  const isKnown = error instanceof StartError
  void stop(isKnown || !(error instanceof Error) ? String(isKnown ? error.message : error) : error.stack)
})
