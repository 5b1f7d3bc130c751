import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openScratch, type Scratch } from '../testing/open-scratch'
import { migrate } from './migrate'
import { readMigrations } from './migration-list'

const ENTRIES = 12_000
const migrations = readMigrations()
const at = migrations.findIndex(({ name }) => name.endsWith('_audit_chain'))
const upTo = migrations.slice(0, at + 1)
let database: Scratch
let client: Client

const rows = async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows

beforeAll(async () => {
  database = await openScratch()
  client = new Client(database.config)
  await client.connect()
  await migrate(database.config, migrations.slice(0, at))
  await client.query(`
    INSERT INTO "Organization" ("id", "name", "slug", "createdAt") VALUES ('a', 'a', 'a', now()), ('b', 'b', 'b', now());
    INSERT INTO "AuditEvent" ("workspaceId", "id", "actorKind", "actorName", "action", "target", "detail")
    SELECT CASE WHEN n % 3 = 0 THEN 'b' ELSE 'a' END, 'aud_' || lpad(n::text, 8, '0'), 'user', 'Ada', 'module.published',
      'module-' || n, jsonb_build_object('version', n)
    FROM generate_series(1, ${ENTRIES}) n`)
}, 60_000)
afterAll(async () => {
  await client.end()
  await database.close()
})

it('chains what a log has part by part, says how far it is, and leaves nothing where it is cut off', async () => {
  const cut = migrate(database.config, upTo, () => {
    throw new Error('cut off')
  })
  await expect(cut).rejects.toThrow(/nothing of it was kept.*cut off/)
  const isThere = `SELECT 1 FROM information_schema.columns WHERE table_name = 'AuditEvent' AND column_name = 'hash'`
  expect(await rows(isThere)).toEqual([])
  const told: string[] = []
  await migrate(database.config, upTo, (progress) => told.push(progress))
  expect(told).toEqual([5_000, 10_000, ENTRIES].map((n) => `${n} of ${ENTRIES} entries of the audit log are chained`))
  // each entry follows the one before, and the chain ends with the last one
  const broken = `
    SELECT e."id" FROM "AuditEvent" e
    LEFT JOIN "AuditEvent" p ON p."workspaceId" = e."workspaceId" AND p."sequence" = e."sequence" - 1
    WHERE e."hash" IS DISTINCT FROM audit_hash(COALESCE(p."hash", ''), e)`
  expect(await rows(broken)).toEqual([])
  const ends = `
    SELECT c."workspaceId", c."sequence", c."hash" = e."hash" AS "isLast" FROM "AuditChain" c
    JOIN "AuditEvent" e ON e."workspaceId" = c."workspaceId" AND e."sequence" = c."sequence" ORDER BY 1`
  expect(await rows(ends)).toEqual([
    { workspaceId: 'a', sequence: (ENTRIES * 2) / 3, isLast: true },
    { workspaceId: 'b', sequence: ENTRIES / 3, isLast: true },
  ])
  expect(await rows(`SELECT 1 FROM pg_proc WHERE proname = 'chain_audit_events'`)).toEqual([])
}, 120_000)

it('takes a database that was migrated by the text it had before', async () => {
  const [earlier] = migrations[at]?.earlierChecksums ?? []
  expect(earlier).toMatch(/^[0-9a-f]{64}$/)
  const name = migrations[at]?.name
  await client.query('UPDATE _prisma_migrations SET checksum = $1 WHERE migration_name = $2', [earlier, name])
  expect(await migrate(database.config, upTo)).toEqual([])
  await client.query('UPDATE _prisma_migrations SET checksum = $1 WHERE migration_name = $2', ['0'.repeat(64), name])
  await expect(migrate(database.config, upTo)).rejects.toThrow(/was edited/)
})
