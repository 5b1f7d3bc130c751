import { isDeepStrictEqual } from 'node:util'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chunkMarkdown, chunkText, loadTokenizer, type SourceEdit } from '@/lib/engine'
import { openScratch, type Scratch } from '../testing/open-scratch'
import { migrate } from './migrate'
import { readMigrations } from './migration-list'

const migrations = readMigrations()
const at = migrations.findIndex(({ name }) => name.endsWith('_chunk_spans'))
const upTo = migrations.slice(0, at + 1)

const SECTION =
  '## Herons 🐦\n\n<!-- zanzibar -->\n\nA heron (苍鹭) 🐟 waits; é and 𝒳 are letters. It stands still.\n\n| a 🐸 | b |\n| - | - |\n'
/** Several pieces of what the migration cuts a body into, with characters of one and of two units. */
const LONG = Array.from({ length: 900 }, (_, i) => `${SECTION}| row ${i} | 🐸${'𝒳é'.repeat(i % 7)} |\n\n`).join('')
const BODIES: Record<string, string> = {
  long: LONG,
  table: `# T\n\n| name | says |\n| --- | --- |\n${'| a frog 🐸 | croaks all the night long |\n'.repeat(120)}`,
  plain: '# Plain\n\nNothing but ASCII.\n\n<!-- left out -->\n\nAnd an end.',
  empty: '',
}

type StoredChunk = {
  moduleId: string
  ordinal: number
  startOffset: number
  endOffset: number
  text: string
  edits: SourceEdit[] | null
}

let database: Scratch
let client: Client
const stored: StoredChunk[] = []

beforeAll(async () => {
  database = await openScratch()
  client = new Client(database.config)
  await client.connect()
  await migrate(database.config, migrations.slice(0, at))
  const tokenizer = await loadTokenizer('gpt')
  for (const [moduleId, body] of Object.entries(BODIES)) {
    for (const { ordinal, startOffset, endOffset, text, edits = null } of chunkMarkdown(body, { tokenizer })) {
      stored.push({ moduleId, ordinal, startOffset, endOffset, text, edits })
    }
  }
  // as older Loadouts stored them: edits that nothing tells of, a text of another body, offsets beyond the end
  const other = { moduleId: 'plain', startOffset: 2, endOffset: 9, edits: null }
  stored.push({ ...other, ordinal: 90, text: 'Plain, and\n"more" 🐸' }, { ...other, ordinal: 91, text: '' })
  stored.push({ ...other, ordinal: 92, text: BODIES.plain!.slice(2), endOffset: 9_999 })
  stored.push({ ...other, ordinal: 93, text: 'Plain', edits: [{ start: 4, end: 5, insert: 'X' }] })
  stored.push({ ...other, moduleId: 'empty', ordinal: 0, startOffset: 0, endOffset: 0, text: '' })
  await client.query(`
    INSERT INTO "Organization" ("id", "name", "slug", "createdAt") VALUES ('w', 'w', 'w', now());
    INSERT INTO "Module" ("workspaceId", "id", "updatedAt", "latestVersion")
    SELECT 'w', unnest('{${Object.keys(BODIES)}}'::text[]), now(), 1`)
  for (const [moduleId, body] of Object.entries(BODIES)) {
    await client.query(
      `INSERT INTO "ModuleVersion" ("workspaceId", "moduleId", "version", "name", "description", "priority", "activation",
         "body", "contentHash", "message", "author")
       VALUES ('w', $1, 1, $1, '', 'medium', 'semantic', $2, '', '',
         '{"kind":"system","id":null,"name":"Loadout","personId":null}')`,
      [moduleId, body],
    )
  }
  await client.query(
    `INSERT INTO "Chunk" ("workspaceId", "moduleId", "version", "ordinal", "headingPath", "startOffset", "endOffset", "text",
       "tokenCount", "contentHash", "length", "termIds", "termFrequencies", "edits")
     SELECT 'w', "moduleId", 1, "ordinal", '{}', "startOffset", "endOffset", "text", 1, '', 1, '{}', '{}',
       nullif("edits", 'null')
     FROM jsonb_to_recordset($1::jsonb) AS c("moduleId" text, "ordinal" int, "startOffset" int, "endOffset" int,
       "text" text, "edits" jsonb)`,
    [JSON.stringify(stored)],
  )
}, 180_000)
afterAll(async () => {
  await client.end()
  await database.close()
})

async function readSize(): Promise<number> {
  const { rows } = await client.query(`SELECT pg_table_size('"Chunk"')::float8 AS size`)
  return rows[0].size
}

it('leaves nothing where it is cut off', async () => {
  const cut = migrate(database.config, upTo, () => {
    throw new Error('cut off')
  })
  await expect(cut).rejects.toThrow(/nothing of it was kept.*cut off/)
  const { rows } = await client.query(`SELECT "text" FROM "Chunk" WHERE "moduleId" = 'plain' AND "ordinal" = 90`)
  expect(rows).toEqual([{ text: 'Plain, and\n"more" 🐸' }])
}, 60_000)

it('keeps the text of every chunk, as what its body has, else as an edit of its own, says how far it is and gives room back', async () => {
  const told: string[] = []
  const before = await readSize()
  await migrate(database.config, upTo, (progress) => told.push(progress))
  expect(told.at(-1)).toBe('4 of 4 versions have their chunks compared with the body')
  const { rows } = await client.query<Omit<StoredChunk, 'text'>>(
    `SELECT "moduleId", "ordinal", "startOffset", "endOffset", "edits" FROM "Chunk"`,
  )
  expect(rows).toHaveLength(stored.length)
  expect(await readSize()).toBeLessThan(0.75 * before)
  const byKey = new Map(rows.map((row) => [`${row.moduleId}#${row.ordinal}`, row]))
  const rewritten: string[] = []
  for (const { text, edits, ...chunk } of stored) {
    const key = `${chunk.moduleId}#${chunk.ordinal}`
    const row = byKey.get(key)!
    expect(chunkText(BODIES[chunk.moduleId]!, row), key).toBe(text)
    if (!isDeepStrictEqual(row.edits, edits)) rewritten.push(key)
  }
  expect(rewritten).toEqual(['plain#90', 'plain#91', 'plain#93'])
  expect(stored.filter(({ edits }) => edits !== null).length).toBeGreaterThan(100)
}, 60_000)
