import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EmbeddedDatabase, startEmbedded } from '../embedded/start-embedded'
import { migrate } from './migrate'
import { readMigrations } from './migration-list'

const folder = mkdtempSync(join(tmpdir(), 'loadout-actors-'))
const migrations = readMigrations()
const at = migrations.findIndex(({ name }) => name.endsWith('_who_started'))
let database: EmbeddedDatabase
let client: Client

beforeAll(async () => {
  database = await startEmbedded(folder, 'socket')
  client = new Client(database.config)
  await client.connect()
  await migrate(database.config, migrations.slice(0, at))
  // two people were called Sam, and Ada of another workspace is somebody else
  await client.query(`
    INSERT INTO "Organization" ("id", "name", "slug", "createdAt") VALUES ('w', 'w', 'w', now()), ('o', 'o', 'o', now());
    INSERT INTO "ApiKey" ("workspaceId", "id", "name", "prefix", "createdById") VALUES ('w', 'key_1', 'CI', 'lo_', 'usr_2');
    INSERT INTO "AuditEvent" ("workspaceId", "id", "actorKind", "actorId", "actorName", "action") VALUES
      ('w', 'aud_1', 'user', 'usr_1', 'Ada', 'module.published'), ('w', 'aud_2', 'user', 'usr_1', 'Ada', 'module.published'),
      ('o', 'aud_3', 'user', 'usr_9', 'Ada', 'module.published'), ('w', 'aud_4', 'apiKey', 'key_1', 'CI', 'module.published'),
      ('w', 'aud_5', 'system', NULL, 'Loadout', 'retention.applied'),
      ('w', 'aud_6', 'user', 'usr_3', 'Sam', 'module.published'), ('w', 'aud_7', 'user', 'usr_4', 'Sam', 'module.published')`)
}, 180_000)
afterAll(async () => {
  await client.end()
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
})

const ADA = { kind: 'user', id: 'usr_1', name: 'Ada', personId: 'usr_1' }
const CI = { kind: 'apiKey', id: 'key_1', name: 'CI', personId: 'usr_2' }
const LOADOUT = { kind: 'system', id: null, name: 'Loadout', personId: null }
const bo = (id: string) => ({ kind: 'user', id, name: 'Bo', personId: id })
const unknown = (name: string) => ({ kind: 'unknown', id: null, name, personId: null })

it('find who is meant by a name in the audit log, and do not guess', async () => {
  const authors = [
    ['usr_1', 'Ada'],
    ['usr_2', 'CI'],
    ['usr_2', 'Bo'],
    [null, 'CI'],
    [null, 'Ada'],
    [null, 'Loadout'],
  ]
  for (const [n, author] of authors.entries()) {
    await client.query(
      `INSERT INTO "ChangeRequest" ("workspaceId", "number", "title", "authorId", "authorName", "baseRevision", "updatedAt")
       VALUES ('w', $1, '', $2, $3, 0, now())`,
      [n, ...author],
    )
  }
  const names = ['Ada', 'CI', 'Loadout', 'Sam', 'Zoe']
  for (const [n, name] of names.entries()) {
    await client.query(`INSERT INTO "ModuleImport" ("workspaceId", "id", "actorName") VALUES ('w', $1, $2)`, [n, name])
  }
  await migrate(database.config)
  const { rows } = await client.query(`SELECT "importedBy", "undoneBy" FROM "ModuleImport" ORDER BY "id"`)
  const found = [ADA, CI, LOADOUT, unknown('Sam'), unknown('Zoe')]
  expect(rows).toEqual(found.map((importedBy) => ({ importedBy, undoneBy: null })))
  const requests = await client.query(`SELECT "author" FROM "ChangeRequest" ORDER BY "number"`)
  // what a key wrote had the id of who made it, or none
  const wrote = [ADA, CI, bo('usr_2'), CI, unknown('Ada'), LOADOUT]
  expect(requests.rows.map(({ author }) => author)).toEqual(wrote)
}, 180_000)
