import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openScratch, type Scratch } from '../testing/open-scratch'
import { migrate } from './migrate'
import { readMigrations } from './migration-list'

const migrations = readMigrations()
const at = migrations.findIndex(({ name }) => name.endsWith('_chunked_versions'))

let database: Scratch
let client: Client

beforeAll(async () => {
  database = await openScratch()
  client = new Client(database.config)
  await client.connect()
  await migrate(database.config, migrations.slice(0, at))
  await client.query(`
    INSERT INTO "Organization" ("id", "name", "slug", "createdAt") VALUES ('w', 'w', 'w', now());
    INSERT INTO "Module" ("workspaceId", "id", "updatedAt", "latestVersion") VALUES ('w', 'owls', now(), 2);
    INSERT INTO "ModuleVersion" ("workspaceId", "moduleId", "version", "name", "description", "priority", "activation",
      "body", "contentHash", "message", "author")
    SELECT 'w', 'owls', unnest(ARRAY[1, 2, -7]), 'Owls', '', 'medium', 'semantic', '', '', '',
      '{"kind":"system","id":null,"name":"Loadout","personId":null}';
    INSERT INTO "Chunk" ("workspaceId", "moduleId", "version", "ordinal", "headingPath", "startOffset", "endOffset",
      "tokenCount", "contentHash", "length", "termIds", "termFrequencies")
    SELECT 'w', 'owls', c."version", c."ordinal", '{}', 0, 0, 1, '', c."length", c."termIds"::int[], '{}'
    FROM (VALUES (1, 0, 3, '{4,9}'), (1, 1, 2, '{9,70}'), (-7, 0, 5, '{}')) c("version", "ordinal", "length", "termIds")`)
}, 180_000)
afterAll(async () => {
  await client.end()
  await database.close()
})

it('counts the chunks of each version and their terms, and says how far it is', async () => {
  const told: string[] = []
  await migrate(database.config, migrations.slice(0, at + 1), (progress) => told.push(progress))
  expect(told.at(-1)).toBe('3 of 3 versions have the terms of their chunks counted')
  const { rows } = await client.query(`
    SELECT "version", "chunkCount", "totalLength", "termIds", "termChunks" FROM "ChunkedVersion" ORDER BY "version"`)
  expect(rows).toEqual([
    { version: -7, chunkCount: 1, totalLength: 5, termIds: [], termChunks: [] },
    { version: 1, chunkCount: 2, totalLength: 5, termIds: [4, 9, 70], termChunks: [1, 2, 1] },
    { version: 2, chunkCount: 0, totalLength: 0, termIds: [], termChunks: [] },
  ])
})
