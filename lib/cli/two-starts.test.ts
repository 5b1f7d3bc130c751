import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort, LoadoutProcess } from './testing/loadout-process'

// on a server Postgres, which CI does not have: DATABASE_URL=postgres://… with a role that may create databases
const serverUrl = process.env.DATABASE_URL

describe.runIf(serverUrl)('two servers that start at once on one empty Postgres', () => {
  const name = `loadout_starts_${randomUUID().replaceAll('-', '')}`
  const url = new URL(serverUrl ?? 'postgres://none')
  url.pathname = `/${name}`
  const running: LoadoutProcess[] = []
  const admin = new Client({ connectionString: serverUrl })
  const inside = new Client({ connectionString: url.href })

  beforeAll(async () => {
    await admin.connect()
    await admin.query(`CREATE DATABASE ${name}`)
    await inside.connect()
  })
  afterAll(async () => {
    for (const server of running) await server.killGroup()
    await inside.end()
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await admin.end()
  })

  it('wait while another one prepares it, then one does and the other goes on', async () => {
    await inside.query('BEGIN; SELECT pg_advisory_xact_lock(4027501886)')
    for (let count = 0; count < 2; count++)
      running.push(
        new LoadoutProcess({ DATABASE_URL: url.href, LOADOUT_SECRET: 'x'.repeat(32), PORT: await freePort() }),
      )
    for (const server of running) {
      await expect
        .poll(() => server.output, { timeout: 100_000 })
        .toContain('Another Loadout prepares this database: waiting until it is done.')
      const health = await fetch(`${server.url}/api/health`)
      expect([health.status, await health.json()]).toEqual([503, { status: 'starting' }])
    }
    await inside.query('COMMIT')
    for (const server of running) await server.untilHealthy()
    const { rows } = await inside.query('SELECT count(*)::int AS workspaces FROM "Organization"')
    expect(rows).toEqual([{ workspaces: 1 }])
    for (const server of running) {
      expect(await server.stop()).toBe(0)
      expect(server.output).not.toMatch(/fail|error/i)
    }
  }, 300_000)
})
