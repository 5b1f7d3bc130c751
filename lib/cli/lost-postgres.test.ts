import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerDatabase, type ServerDatabase } from '@/lib/db/testing/server-database'
import { freePort, LoadoutProcess, runCommand } from './testing/loadout-process'

// on a server Postgres, which CI does not have: DATABASE_URL=postgres://… with a role that may create databases
const serverUrl = process.env.DATABASE_URL ?? ''

/** Stands before the server, and goes away with all that is connected, as a server does that is stopped. */
class Relay {
  readonly #sockets = new Set<Socket>()
  #server: Server | undefined

  constructor(
    readonly port: number,
    readonly target: URL,
  ) {}

  open(): Promise<void> {
    this.#server = createServer((client) => {
      const backend = createConnection(Number(this.target.port || 5432), this.target.hostname)
      for (const socket of [client, backend]) {
        this.#sockets.add(socket)
        socket.on('error', () => undefined)
        socket.on('close', () => {
          this.#sockets.delete(socket)
          client.destroy()
          backend.destroy()
        })
      }
      client.pipe(backend)
      backend.pipe(client)
    })
    return new Promise((done) => this.#server?.listen(this.port, '127.0.0.1', done))
  }

  async close(): Promise<void> {
    const server = this.#server
    if (!server) return
    const closed = new Promise((done) => server.close(done))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }
}

describe.runIf(serverUrl)('a Postgres that goes away', () => {
  let database: ServerDatabase
  let relay: Relay
  let server: LoadoutProcess
  let key: string
  let start: () => Promise<void>
  beforeAll(async () => {
    database = await createServerDatabase(serverUrl)
    relay = new Relay(Number(await freePort()), new URL(database.url))
    const url = new URL(database.url)
    Object.assign(url, { hostname: '127.0.0.1', port: String(relay.port) })
    const env = { DATABASE_URL: url.href, LOADOUT_SECRET: 'x'.repeat(32) }
    server = new LoadoutProcess({ ...env, PORT: await freePort() })
    start = async () => {
      await expect.poll(() => server.output, { timeout: 100_000 }).toContain('does not answer yet')
      await relay.open()
      await server.untilHealthy()
      key = (await runCommand('apikey', ['--name', 'lost', '--scopes', 'read,write,compose'], env)).trim()
    }
  })
  afterAll(async () => {
    await server?.killGroup()
    await relay?.close()
    await database?.drop()
  })

  const ask = async (path: string, json?: object) => {
    const response = await fetch(`${server.url}/api/${path}`, {
      method: json ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(json && { body: JSON.stringify(json) }),
    })
    const text = await response.text()
    return { status: response.status, retryAfter: response.headers.get('retry-after'), text }
  }

  const publish = (name: string) => ask('v1/modules', { name, body: `# ${name}\n\nHerons eat frogs, says ${name}.` })

  /** All that people do, at once. */
  const askAll = (round: string) =>
    Promise.all([
      publish(`Heron ${round}`),
      ask('v1/compose', { query: `what do herons eat ${round}`, model: 'claude-sonnet-4-5' }),
      ask('v1/search', { query: `frogs ${round}` }),
      ask('v1/modules?limit=5'),
    ])

  it('is waited for at the start, is 503 meanwhile, and serves again by itself', async () => {
    await start()
    const stored: string[] = []
    for (const round of ['one', 'two', 'three']) {
      for (const { status } of await askAll(round)) expect(status).toBeLessThan(300)
      stored.push(`Heron ${round}`)
      // some are under way, some begin without it
      const cut = askAll(`cut ${round}`)
      await relay.close()
      for (const { status } of await cut) expect([200, 201, 503]).toContain(status)
      for (const { status, retryAfter, text } of await askAll(`lost ${round}`)) {
        expect([status, JSON.parse(text).error.code]).toEqual([503, 'UNAVAILABLE'])
        expect(Number(retryAfter)).toBeGreaterThan(0)
      }
      expect((await ask('health')).status).toBe(503)
      await relay.open()
      await server.untilHealthy()
    }
    const { text } = await ask('v1/modules?limit=100')
    for (const name of stored) expect(text).toContain(`"name":"${name}"`)
    expect(text).not.toContain('Heron lost')
    // its jobs were waiting
    await expect.poll(() => server.output, { timeout: 60_000 }).toContain('Background jobs go on.')
    expect(server.output).not.toContain('"code":"INTERNAL"')
    expect(server.output).not.toContain('The worker ended')
    expect(await server.stop()).toBe(0)
  }, 400_000)
})
