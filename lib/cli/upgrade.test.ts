import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type ClientConfig } from 'pg'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { startEmbedded } from '@/lib/db/embedded/start-embedded'
import { migrate } from '@/lib/db/migrations/migrate'
import { readMigrations } from '@/lib/db/migrations/migration-list'
import { freePort, LoadoutProcess, runCommand } from './testing/loadout-process'

const folder = mkdtempSync(join(tmpdir(), 'loadout-upgrade-'))
const running: LoadoutProcess[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.killGroup()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const environment = (name: string) => ({ LOADOUT_DATA_DIR: join(folder, name), LOADOUT_SECRET: 'x'.repeat(32) })

async function start(name: string): Promise<LoadoutProcess> {
  const server = new LoadoutProcess({ ...environment(name), PORT: await freePort() })
  running.push(server)
  return server
}

/** The database of a data folder that no server has at the moment. */
async function inDatabase<Result>(
  name: string,
  work: (client: Client, config: ClientConfig) => Promise<Result>,
): Promise<Result> {
  const database = await startEmbedded(environment(name).LOADOUT_DATA_DIR, 'socket')
  const client = new Client(database.config)
  try {
    await client.connect()
    return await work(client, database.config)
  } finally {
    await client.end()
    await database.stop()
  }
}

describe('a start with a database of another version', () => {
  it('that is killed inside a migration in parts leaves nothing of it, and the next one chains the whole audit log', async () => {
    const [name, entries] = ['chain', 20_000]
    const migrations = readMigrations()
    const before = migrations.slice(
      0,
      migrations.findIndex((migration) => migration.name.endsWith('_audit_chain')),
    )
    await inDatabase(name, async (client, config) => {
      await migrate(config, before)
      await client.query(`
          INSERT INTO "Organization" ("id", "name", "slug", "createdAt") VALUES ('a', 'a', 'a', now());
          INSERT INTO "InstanceSetting" ("key", "value", "updatedAt") VALUES ('seeded', '', now());
          INSERT INTO "AuditEvent" ("workspaceId", "id", "actorKind", "actorName", "action", "target", "detail")
          SELECT 'a', 'aud_' || lpad(n::text, 8, '0'), 'user', 'Ada', 'module.published', 'module-' || n, '{}'
          FROM generate_series(1, ${entries}) n`)
    })
    const first = await start(name)
    await expect
      .poll(() => first.output, { timeout: 100_000, interval: 5 })
      .toContain(`10000 of ${entries} entries of the audit log are chained`)
    await first.killGroup()
    const left = await inDatabase(name, async (client) => {
      const { rows } = await client.query(
        `SELECT (SELECT count(*)::int FROM "AuditEvent") AS entries,
             (SELECT count(*)::int FROM _prisma_migrations) AS migrations,
             (SELECT count(*)::int FROM information_schema.columns WHERE table_name = 'AuditEvent' AND column_name = 'hash') AS hash`,
      )
      return rows[0]
    })
    expect(left).toEqual({ entries, migrations: before.length, hash: 0 })
    const second = await (await start(name)).untilHealthy()
    expect(second.output).toContain(`${entries} of ${entries} entries of the audit log are chained`)
    const told = await runCommand('audit-log', ['--workspace', 'a'], environment(name))
    expect(told).toContain(`The audit log is intact: ${entries} entries.`)
    expect(await second.stop()).toBe(0)
  }, 300_000)

  it('that is newer is refused with what to do, at its start and by the commands', async () => {
    const name = 'newer'
    const first = await (await start(name)).untilHealthy()
    await first.stop()
    await inDatabase(name, (client) =>
      client.query(`
        INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
        VALUES ('later', 'later', '29990101000000_later', now(), 1)`),
    )
    const sentence = /The database was made by a newer Loadout \(it has migration 29990101000000_later\): .+/
    const second = await start(name)
    expect(await second.ended).toBe(1)
    expect(second.output).toMatch(sentence)
    expect(second.output).not.toMatch(/^\s+at /m)
    await expect(runCommand('apikey', ['--name', 'a'], environment(name))).rejects.toThrow(sentence)
  }, 200_000)
})
