import { createHash } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScratch, type Scratch } from '../testing/open-scratch'
import { diffSchema } from './diff-schema'
import { migrate } from './migrate'
import { NO_FILTERS, readMigrations, readSchema, toMigrationList } from './migration-list'
import { withSchemaEngine } from './schema-engine'
import { fillTables, readTables } from './testing/fill-tables'

let scratch: Scratch

/** Columns that migrations gave to another table, where their contents are looked for. */
const MOVED: Record<string, string> = {
  ...toTable('ReleaseState', 'WorkspaceState', [
    ...['averageLength', 'chunkCount', 'languages', 'lexicalEpoch', 'moduleAverageLength', 'moduleCount'],
    ...['moduleTotalLength', 'totalLength'],
  ]),
  ...toTable('WorkspaceSettings', 'WorkspaceState', [
    ...['defaultModel', 'review', 'summarizesConversations', 'summaryModel'],
  ]),
  ...toTable('WorkspaceProgress', 'WorkspaceState', [
    ...['answersSinceSnapshot', 'preparedBy', 'relatedRevision', 'termsVersion'],
  ]),
  ...toTable('ApiKeySecret', 'ApiKey', ['hash']),
  ...toTable('ModuleIndex', 'ModuleVersion', [
    ...['edits', 'excludedOrdinals', 'language', 'overlayVersion', 'preparedBy', 'summarizedBy', 'termLanguages'],
    ...['termsVersion', 'tokenCount'],
  ]),
}

/** Columns that kept the name of who did something, and what keeps who it was now. */
const ACTORS: Record<string, string> = {
  'Ablation.startedByName': 'Ablation.startedBy',
  'AnswerComparison.startedByName': 'AnswerComparison.startedBy',
  'ChangeEvent.actorName': 'ChangeEvent.actor',
  'ChangeRequest.authorName': 'ChangeRequest.author',
  'ChangeRequest.endedByName': 'ChangeRequest.endedBy',
  'ChangeRequestEdit.editedByName': 'ChangeRequestEdit.editedBy',
  'ChangeRequestPolicy.editedByName': 'ChangeRequestPolicy.editedBy',
  'ChangeRequestQuerySet.editedByName': 'ChangeRequestQuerySet.editedBy',
  'ChangeReview.dismissedByName': 'ChangeReview.dismissedBy',
  'CheckRun.startedByName': 'CheckRun.startedBy',
  'Comment.authorName': 'Comment.author',
  'Comment.deletedByName': 'Comment.deletedBy',
  'ModuleImport.actorName': 'ModuleImport.importedBy',
  'ModuleImport.undoneBy': 'ModuleImport.undoneBy',
  'ModuleVersion.authorName': 'ModuleVersion.author',
  'Notification.actorName': 'Notification.actor',
  'OverlayVersion.authorName': 'OverlayVersion.author',
  'PolicyVersion.authorName': 'PolicyVersion.author',
  'ProfileFact.decidedByName': 'ProfileFact.decidedBy',
  'QuerySet.editedByName': 'QuerySet.editedBy',
  'QueryTemplate.editedByName': 'QueryTemplate.editedBy',
  'Thread.resolvedByName': 'Thread.resolvedBy',
}

/** Columns beside them that kept an id. */
const ACTOR_IDS = [
  'AnswerComparison.actorId',
  'ChangeEvent.actorId',
  'ChangeRequest.authorId',
  'ChangeRequestEdit.editedById',
  'ChangeRequestPolicy.editedById',
  'ChangeRequestQuerySet.editedById',
  'Comment.authorId',
  'ModuleDraft.updatedById',
  'ModuleVersion.authorId',
  'OverlayVersion.authorId',
  'QueryTemplate.editedById',
]

const nameIn = (value: string): string => (value.startsWith('{') ? JSON.parse(value).name : value)

function toTable(table: string, from: string, columns: string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [`${from}.${column}`, `${table}.${column}`]))
}

/** `Table.column` whose contents a migration drops or rewrites on purpose, each with the reason. */
const GIVEN_UP: Record<string, string> = {
  'Chunk.termCounts': 'became termFrequencies, beside termIds',
  'ModuleIndex.termCounts': 'became termFrequencies, beside termIds',
  'ModuleIndex.model': 'became the model of ModuleEmbedding',
  'ModuleIndex.embedding': 'is a row of ModuleEmbedding',
  'Session.token': 'became tokenHash, which is checked below',
  'Release.name': 'names production',
  'EmbeddingIndex.fittedAt': 'became fittedRevision; fits are made once again',
  'Module.createdById': 'nobody read it',
  'OutgoingMail.commentId': 'stands in the notification, checked below',
  'ChangeRequestEdit.isBaseGone': 'is true of a module that is gone, checked below',
  'Chunk.text': 'is read from the body, checked in chunk-spans.test.ts',
  ...Object.fromEntries(ACTOR_IDS.map((column) => [column, 'stands in the value with the name'])),
  'AnswerComparison.actorKind': 'is the kind of startedBy',
  ...Object.fromEntries(Object.entries(ACTORS).map(([before, after]) => [before, `${after} keeps it, checked below`])),
  ...Object.fromEntries(
    ['rows', 'effort', 'recall', 'measuredAt'].map((name) => [
      `ApproximateIndex.${name}`,
      'of a graph; an index is lists now, and measured again',
    ]),
  ),
  ...Object.fromEntries(Object.entries(MOVED).map(([before, after]) => [before, `is ${after} now, checked below`])),
}

beforeAll(async () => {
  scratch = await openScratch()
})
afterAll(() => scratch.close())

async function withScratch<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client(scratch.config)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function inScratch<Row extends Record<string, unknown>>(sql: string): Promise<Row[]> {
  return withScratch(async (client) => (await client.query<Row>(sql)).rows)
}

async function emptyScratch(): Promise<void> {
  await inScratch('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
}

describe('migrations', () => {
  it('lead exactly to prisma/schema (else: npm run db:migration -- NAME)', async () => {
    await emptyScratch()
    await inScratch('CREATE EXTENSION IF NOT EXISTS vector')
    expect(await diffSchema(scratch.config, readMigrations())).toBeNull()
  })

  it('are written into the history and applied once', async () => {
    await emptyScratch()
    const names = readMigrations().map((migration) => migration.name)
    expect(await migrate(scratch.config)).toEqual(names)
    expect(await migrate(scratch.config)).toEqual([])
    const history = await inScratch<{ migration_name: string }>(
      'SELECT migration_name FROM _prisma_migrations ORDER BY migration_name',
    )
    expect(history.map((row) => row.migration_name)).toEqual(names)
  })

  // every table has a row before each migration: a new table or column needs no change here
  it('keep the data, each of them, in every table', async () => {
    await emptyScratch()
    const migrations = readMigrations()
    await migrate(scratch.config, migrations.slice(0, 1))
    for (let count = 2; count <= migrations.length; count++) {
      const before = await withScratch(async (client) => {
        await fillTables(client)
        return readTables(client)
      })
      expect(await migrate(scratch.config, migrations.slice(0, count))).toEqual([migrations[count - 1]?.name])
      const after = await withScratch(readTables)
      for (const [from, to] of Object.entries(MOVED)) {
        const moved = before.get(from) ?? before.get(to)
        if (moved) expect(after.get(from) ?? after.get(to), from).toEqual(moved)
      }
      for (const [from, to] of Object.entries(ACTORS)) {
        const names = (before.get(from) ?? before.get(to))?.map(nameIn)
        if (names) expect((after.get(from) ?? after.get(to))?.map(nameIn), from).toEqual(names)
      }
      for (const [column, values] of before) {
        expect(values, `${column} has a row before ${migrations[count - 1]?.name}`).not.toEqual([])
        if (!(column in GIVEN_UP)) expect(after.get(column), column).toEqual(values)
      }
    }
    const hash = createHash('sha256').update('Session token é').digest('hex')
    const last = await withScratch(readTables)
    expect(last.get('Session.tokenHash')).toEqual([hash])
    expect(last.get('Notification.commentId')).toEqual(['OutgoingMail commentId é'])
    expect(last.get('ChangeRequestEdit.isBaseGone')).toEqual(['true'])
    // facts that were there before hold, and may be sent, as they were
    expect([last.get('ProfileFact.status'), last.get('ProfileFact.scope')]).toEqual([['active'], ['any']])
  }, 300_000)

  it('refuse a database that is newer, or whose history differs', async () => {
    await emptyScratch()
    const migrations = readMigrations()
    await migrate(scratch.config, migrations)
    await expect(migrate(scratch.config, [])).rejects.toThrow(/newer Loadout/)
    const edited = migrations.map((migration) => ({ ...migration, checksum: 'other' }))
    await expect(migrate(scratch.config, edited)).rejects.toThrow(/was edited/)
  })

  it('leave nothing of one that fails, and go on with it when it is mended', async () => {
    await emptyScratch()
    const sound = { name: '1_sound', script: 'CREATE TABLE "Kept" (id int)', checksum: 'sound' }
    const failing = { name: '2_failing', script: 'CREATE TABLE "Half" (id int); SELECT 1 / 0', checksum: 'failing' }
    const listTables = () => inScratch(`SELECT relname FROM pg_class WHERE relname IN ('Kept', 'Half')`)
    const listNames = () => inScratch('SELECT migration_name, finished_at IS NULL AS cut FROM _prisma_migrations')
    await expect(migrate(scratch.config, [sound, failing])).rejects.toThrow(
      /nothing of it was kept: 2_failing: division/,
    )
    expect(await listTables()).toEqual([{ relname: 'Kept' }])
    expect(await listNames()).toEqual([{ migration_name: '1_sound', cut: false }])
    const mended = { ...failing, script: 'CREATE TABLE "Half" (id int)', checksum: 'mended' }
    expect(await migrate(scratch.config, [sound, mended])).toEqual(['2_failing'])
    expect(await listTables()).toHaveLength(2)
  })

  it('write the history as Prisma would, whose engine then finds nothing to do', async () => {
    await emptyScratch()
    const migrations = readMigrations()
    await migrate(scratch.config)
    const applied = await withSchemaEngine(scratch.config, readSchema(), (engine) =>
      engine.applyMigrations({ migrationsList: toMigrationList(migrations), filters: NO_FILTERS }),
    )
    expect(applied.appliedMigrationNames).toEqual([])
  })
})
