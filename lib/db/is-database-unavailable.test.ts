import { type LookupAddress, lookup } from 'node:dns'
import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Server, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { Pool, type PoolConfig } from 'pg'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { databaseConfig, databaseKind } from './client'
import { PrismaClient } from './generated/client'
import { isDatabaseFull, isDatabaseUnavailable } from './is-database-unavailable'
import { toUnavailable } from './to-unavailable'

const folder = mkdtempSync(join(tmpdir(), 'loadout-outage-'))
const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The configured database with its address in fields, so that a test can put another one there. */
function configInFields(): PoolConfig {
  const { connectionString, ...config } = databaseConfig()
  if (!connectionString) return config
  const { hostname, port, username, password, pathname } = new URL(connectionString)
  const [user, secret, database] = [username, password, pathname.slice(1)].map(decodeURIComponent)
  return { ...config, host: hostname, port: Number(port || 5432), user, password: secret, database }
}

function open(config: PoolConfig) {
  const pool = new Pool({ ...configInFields(), ...config })
  pool.on('error', () => undefined)
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 300, timeout: 300 },
  })
  return { pool, prisma }
}

/** A database whose statements are lost: those that hold `hang` get no answer, those that hold `cut` end the connection. */
async function openLossy(): Promise<PoolConfig> {
  const { host, port } = configInFields()
  const relay = createServer((client) => {
    const backend = String(host).startsWith('/')
      ? createConnection(join(String(host), `.s.PGSQL.${port}`))
      : createConnection(Number(port), host)
    for (const socket of [client, backend]) socket.on('error', () => undefined)
    backend.pipe(client)
    client.on('data', (data) => {
      if (data.includes('hang')) return
      if (data.includes('cut')) client.destroy()
      else backend.write(data)
    })
    client.on('close', () => backend.destroy())
  })
  servers.push(relay)
  await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done))
  const address = relay.address()
  return { host: '127.0.0.1', port: address && typeof address === 'object' ? address.port : 0, query_timeout: 400 }
}

type Answer = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void

const TWO_ADDRESSES = [
  { address: '127.0.0.1', family: 4 },
  { address: '127.0.0.2', family: 4 },
]

/** That nobody listens at. */
async function findFreePort(): Promise<number> {
  const { port } = await openLossy()
  const last = servers.pop()
  await new Promise((done) => last?.close(done))
  return Number(port)
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => error,
  )

describe('a database that does not answer is told from one that refuses', () => {
  it('when no connection is free', async () => {
    const { pool, prisma } = open({ max: 1, connectionTimeoutMillis: 100 })
    // the first connection has no more time than those that wait for it
    const held = await vi.waitFor(() => pool.connect(), { timeout: 25_000 })
    expect(isDatabaseUnavailable(await failureOf(pool.query('SELECT 1')))).toBe(true)
    expect(isDatabaseUnavailable(await failureOf(prisma.member.count()))).toBe(true)
    expect(isDatabaseUnavailable(await failureOf(prisma.$transaction((tx) => tx.member.count())))).toBe(true)
    held.release()
  })

  it('when a transaction takes too long', async () => {
    const { prisma } = open({})
    const slow = prisma.$transaction(async (tx) => {
      await tx.member.count()
      await new Promise((done) => setTimeout(done, 600))
      await tx.member.count()
    })
    expect(isDatabaseUnavailable(await failureOf(slow))).toBe(true)
  })

  it('when nothing listens, or what listens says nothing', async () => {
    const { pool, prisma } = open({ host: folder, port: 5432, connectionTimeoutMillis: 300 })
    expect(isDatabaseUnavailable(await failureOf(pool.query('SELECT 1')))).toBe(true)
    expect(isDatabaseUnavailable(await failureOf(prisma.member.count()))).toBe(true)
    const silent = createServer((socket) => socket.on('error', () => undefined))
    servers.push(silent)
    await new Promise<void>((done) => silent.listen(join(folder, '.s.PGSQL.5432'), done))
    expect(isDatabaseUnavailable(await failureOf(pool.query('SELECT 1')))).toBe(true)
    expect(isDatabaseUnavailable(await failureOf(prisma.member.count()))).toBe(true)
  })

  it.each([
    ['refuses at each of its addresses', (_: string, answer: Answer) => answer(null, TWO_ADDRESSES)],
    ['has a name that nobody knows', (host: string, answer: Answer) => lookup(host, { all: true }, answer)],
  ])('when its host %s', async (_, find) => {
    class Elsewhere extends Socket {
      override connect(...[port, host]: unknown[]): this {
        return super.connect({
          port: Number(port),
          host: String(host),
          lookup: (name, _, answer) => find(name, answer),
        })
      }
    }
    const port = await findFreePort()
    const { pool, prisma } = open({ host: 'database.invalid', port, stream: () => new Elsewhere() })
    expect(isDatabaseUnavailable(await failureOf(pool.query('SELECT 1')))).toBe(true)
    expect(isDatabaseUnavailable(await failureOf(prisma.member.count()))).toBe(true)
    expect(isDatabaseUnavailable(await failureOf(prisma.$queryRaw`SELECT 1`))).toBe(true)
    expect(isDatabaseUnavailable(await failureOf(prisma.$transaction((tx) => tx.member.count())))).toBe(true)
  })

  it.each(['hang', 'cut'])('when a statement is lost: %s', async (loss) => {
    const { pool, prisma } = open(await openLossy())
    const where = { where: { userId: loss } }
    expect(isDatabaseUnavailable(await failureOf(pool.query(`SELECT '${loss}'`)))).toBe(true)
    expect(isDatabaseUnavailable(await failureOf(prisma.$queryRaw`SELECT ${loss}`))).toBe(true)
    expect(isDatabaseUnavailable(await failureOf(prisma.member.count(where)))).toBe(true)
    expect(isDatabaseUnavailable(await failureOf(prisma.$transaction((tx) => tx.member.count(where))))).toBe(true)
  })

  it('when it writes nothing for want of room, or as a standby, which have sentences of their own', async () => {
    const { prisma } = open({})
    const user = { id: 'u-full', name: 'Ada', email: 'full@example.com' }
    const write = (how: (tx: Pick<PrismaClient, 'user' | '$executeRaw'>) => Promise<unknown>) =>
      failureOf(
        prisma.$transaction(async (tx) => {
          await tx.$executeRaw`SET TRANSACTION READ ONLY`
          await how(tx as PrismaClient)
        }),
      )
    const sentence = databaseKind === 'embedded' ? /^The disk of the database is nearly full/ : /takes no writes/
    const failures = [
      await write((tx) => tx.user.create({ data: user })),
      await write((tx) => tx.$executeRaw`DELETE FROM "User" WHERE id = 'u-full'`),
    ]
    for (const failure of failures) {
      expect(isDatabaseFull(failure)).toBe(databaseKind === 'embedded')
      expect(toUnavailable(failure)?.message).toMatch(sentence)
    }
    expect(toUnavailable(await write((tx) => tx.user.count()))).toBeUndefined()
  })

  it('but not when it refuses a statement, nor when a provider does not answer', async () => {
    const { pool, prisma } = open({})
    expect(isDatabaseUnavailable(await failureOf(pool.query('SELECT no_such_column')))).toBe(false)
    expect(isDatabaseUnavailable(await failureOf(prisma.$queryRaw`SELECT no_such_column`))).toBe(false)
    const user = { id: 'u-twice', name: 'Ada', email: 'twice@example.com' }
    await prisma.user.create({ data: user })
    expect(isDatabaseUnavailable(await failureOf(prisma.user.create({ data: user })))).toBe(false)
    await prisma.user.delete({ where: { id: user.id } })
    expect(isDatabaseUnavailable(await failureOf(fetch('http://127.0.0.1:9/')))).toBe(false)
    for (const nothing of [undefined, null, 'Query read timeout', 1]) expect(isDatabaseUnavailable(nothing)).toBe(false)
  })
})
