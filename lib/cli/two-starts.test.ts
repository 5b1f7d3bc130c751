import { Client } from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { createServerDatabase, type ServerDatabase } from '@/lib/db/testing/server-database'
import { freePort, LoadoutProcess } from './testing/loadout-process'

// on a server Postgres, which CI does not have: DATABASE_URL=postgres://… with a role that may create databases
const serverUrl = process.env.DATABASE_URL

describe.runIf(serverUrl)('servers that start on one Postgres', () => {
  const running: LoadoutProcess[] = []
  const open: Client[] = []
  const databases: ServerDatabase[] = []

  afterAll(async () => {
    for (const server of running) await server.killGroup()
    for (const client of open) await client.end()
    for (const { drop } of databases) await drop()
  })

  async function createDatabase(): Promise<{ url: string; inside: Client }> {
    const database = await createServerDatabase(serverUrl ?? '')
    databases.push(database)
    const { url } = database
    const inside = new Client({ connectionString: url })
    inside.on('error', () => undefined)
    await inside.connect()
    open.push(inside)
    return { url, inside }
  }

  async function start(url: string): Promise<LoadoutProcess> {
    const server = new LoadoutProcess({ DATABASE_URL: url, LOADOUT_SECRET: 'x'.repeat(32), PORT: await freePort() })
    running.push(server)
    return server
  }

  const WAITING = 'Another Loadout prepares this database: waiting until it is done.'

  it('wait while another one prepares it, then one does and the other goes on', async () => {
    const { url, inside } = await createDatabase()
    await inside.query('BEGIN; SELECT pg_advisory_xact_lock(4027501886)')
    const servers = [await start(url), await start(url)]
    for (const server of servers) {
      await expect.poll(() => server.output, { timeout: 100_000 }).toContain(WAITING)
      const health = await fetch(`${server.url}/api/health`)
      expect([health.status, await health.json()]).toEqual([503, { status: 'starting' }])
    }
    await inside.query('COMMIT')
    for (const server of servers) await server.untilHealthy()
    const { rows } = await inside.query('SELECT count(*)::int AS workspaces FROM "Organization"')
    expect(rows).toEqual([{ workspaces: 1 }])
    for (const server of servers) {
      expect(await server.stop()).toBe(0)
      expect(server.output).not.toMatch(/fail|error/i)
    }
  }, 300_000)

  it.each([0, 1, 12])(
    'go on where one was killed that had begun %i migrations',
    async (begun) => {
      const { url, inside } = await createDatabase()
      const servers = [await start(url), await start(url)]
      await untilBegun(inside, begun)
      const isWaiting = ({ output }: LoadoutProcess) => output.includes(WAITING)
      await expect
        .poll(() => servers.some(isWaiting) || servers.every(({ output }) => output.includes('ready')))
        .toBe(true)
      const migrating = servers.find((server) => !isWaiting(server))
      await migrating?.killGroup()
      const other = servers.find((server) => server !== migrating)
      await other?.untilHealthy()
      const { rows } = await inside.query('SELECT count(*)::int AS workspaces FROM "Organization"')
      expect(rows).toEqual([{ workspaces: 1 }])
      expect(await other?.stop()).toBe(0)
      expect(other?.output).not.toMatch(/fail|error/i)
    },
    300_000,
  )
})

/** Looks all the time, as a migration takes milliseconds. */
async function untilBegun(inside: Client, count: number): Promise<void> {
  for (const deadline = Date.now() + 100_000; Date.now() < deadline; ) {
    const { rows } = await inside
      .query<{ begun: number }>('SELECT count(*)::int AS begun FROM _prisma_migrations')
      .catch(() => ({ rows: [] }))
    if ((rows[0]?.begun ?? -1) >= count) return
  }
  throw new Error('No migration began.')
}
