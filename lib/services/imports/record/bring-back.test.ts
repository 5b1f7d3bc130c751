import { expect, it, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { embedAndStore } from '@/lib/indexing/versions/embed-and-store'
import { importModules } from '@/lib/services/imports/import-modules'
import { listImportedModules } from '@/lib/services/imports/list-imported-modules'
import { listImports } from '@/lib/services/imports/list-imports'
import { undoImport } from '@/lib/services/imports/undo-import'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { getModule } from '@/lib/services/modules/get-module'
import { publishModule } from '@/lib/services/modules/publish-module'
import { saveDraft } from '@/lib/services/modules/save-draft'

vi.mock('@/lib/indexing/versions/embed-and-store', { spy: true })

/** A workspace whose modules, made from these files, are archived. */
async function createArchived(slug: string, files: Record<string, string>) {
  const { actor, workspaceId } = await createTestWorkspace(slug)
  const run = (given: Record<string, string>, options: object = {}) =>
    importModules(actor, { files: Object.entries(given).map(([path, content]) => ({ path, content })), ...options })
  const { results } = await run(files)
  await archiveModules(actor, { ids: results.map(({ id }) => id) })
  const read = (id: string) => getModule(actor, { id })
  const readLive = async () => {
    const rows = await prisma.releaseEntry.findMany({
      where: { workspaceId },
      select: { moduleId: true, version: true },
    })
    return Object.fromEntries(rows.map(({ moduleId, version }) => [moduleId, version]))
  }
  const readChanges = async (importId = '') =>
    (await listImportedModules(actor, { id: importId })).items.map(
      ({ id, change, version }) => `${id} ${change} ${version}`,
    )
  return { actor, workspaceId, run, read, readLive, readChanges }
}

it('leaves a module archived whose new text cannot be stored', async () => {
  const { run, readLive, readChanges } = await createArchived('back-failed', { 'a.md': 'About A.', 'c.md': 'About C.' })
  await run({ 'b.md': '---\ndependencies: [a]\n---\nAbout B.' })
  const files = { 'a.md': '---\ndependencies: [b]\n---\nMore about A.', 'c.md': 'More about C.' }
  const { results, importId } = await run(files, { unarchive: true })
  expect(results).toMatchObject([
    { status: 'failed', problems: [{ message: expect.stringContaining('cycle') }] },
    { status: 'updated', version: 2 },
  ])
  expect(await readLive()).toEqual({ b: 1, c: 2 })
  expect(await readChanges(importId)).toEqual(['c unarchived 2', 'c updated 2'])
})

it('brings nothing back when nothing can be stored, and not before the new texts are', async () => {
  const silence = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { actor, run, readLive } = await createArchived('back-gone', { 'a.md': 'About A.' })
  vi.mocked(embedAndStore).mockImplementationOnce(async () => {
    expect(await readLive()).toEqual({})
    throw new Error('the database is gone')
  })
  const files = { 'a.md': 'More about A.' }
  await expect(run(files, { unarchive: true })).rejects.toThrow('the database is gone')
  silence.mockRestore()
  expect(await readLive()).toEqual({})
  expect((await listImports(actor, {})).total).toBe(1)
  await run(files, { unarchive: true })
  expect(await readLive()).toEqual({ a: 2 })
})

it('archives again what came back as it was, whatever drafts there are', async () => {
  const { actor, run, read, readChanges } = await createArchived('back-draft', {
    'a.md': 'About A.',
    'b.md': 'About B.',
  })
  await saveDraft(actor, { id: 'a', source: 'Begun before.', revision: 0 })
  const { importId } = await run({ 'a.md': 'About A.', 'b.md': 'About B.' }, { unarchive: true })
  expect(await readChanges(importId)).toEqual(['a unarchived 1', 'b unarchived 1'])
  await saveDraft(actor, { id: 'b', source: 'Published since.', revision: 0 })
  await publishModule(actor, { id: 'b' })
  expect(await undoImport(actor, { id: importId })).toMatchObject({
    changed: ['a'],
    failed: [{ id: 'b', message: expect.stringContaining('published it since') }],
    remaining: 0,
  })
  expect(await read('a')).toMatchObject({ status: 'archived', draft: { source: 'Begun before.' } })
})

it('puts the text before it back, and archives again, also where the text came in a later request', async () => {
  const before = { 'a.md': 'About A.', 'b.md': 'About B.' }
  const { actor, run, read, readLive, readChanges } = await createArchived('back-text', before)
  await saveDraft(actor, { id: 'a', source: 'Begun before.', revision: 0 })
  const { importId } = await run({ 'a.md': 'More about A.', 'b.md': 'About B.' }, { unarchive: true })
  await run({ 'b.md': 'More about B.' }, { importId })
  expect(await readChanges(importId)).toEqual(['a unarchived 2', 'a updated 2', 'b unarchived 1', 'b updated 2'])
  expect((await listImports(actor, {})).items[0]).toMatchObject({
    modules: ['a', 'b'],
    moduleCount: 2,
    counts: { created: 0, updated: 2, unarchived: 2 },
  })
  expect(await undoImport(actor, { id: importId })).toMatchObject({ changed: ['a', 'b'], failed: [], remaining: 0 })
  expect(await read('a')).toMatchObject({ status: 'archived', body: 'About A.', version: 3 })
  expect(await read('b')).toMatchObject({ status: 'archived', body: 'About B.', version: 3 })
  expect(await readLive()).toEqual({})
})

it('brings the module back that a file moves, not the one that has the file’s name', async () => {
  const { actor, workspaceId, run, readLive, readChanges } = await createArchived('back-moved', { 'a.md': 'About A.' })
  const files = { 'new.md': 'About A.' }
  const moves = [{ path: 'new.md', id: 'a' }]
  for (const options of [{ dryRun: true }, {}]) {
    const { results } = await run(files, { moves, ...options })
    expect(results).toMatchObject([
      { status: 'unchanged', id: 'a', isArchived: true, problems: [{ severity: 'warning' }] },
    ])
  }
  const { results, importId } = await run(
    { 'newer.md': 'About A.' },
    {
      moves: [{ path: 'newer.md', id: 'a' }],
      unarchive: true,
    },
  )
  expect(results).toEqual([{ path: 'newer.md', status: 'updated', id: 'a', version: 1, problems: [] }])
  expect(await readLive()).toEqual({ a: 1 })
  expect(await readChanges(importId)).toEqual(['a moved 1', 'a unarchived 1'])
  expect(await undoImport(actor, { id: importId })).toMatchObject({ changed: ['a'], remaining: 0 })
  expect(await readLive()).toEqual({})
  const versions = await prisma.moduleVersion.findMany({
    where: { workspaceId, moduleId: 'a' },
    select: { path: true },
  })
  expect(versions).toEqual([{ path: 'new.md' }])
})

it('leaves the module archived whose file could not be moved', async () => {
  const { run, readLive } = await createArchived('back-unmoved', { 'a.md': 'About A.', 'new.md': 'Another.' })
  const moves = [{ path: 'new.md', id: 'a' }]
  expect((await run({ 'new.md': 'Another.' }, { moves, unarchive: true })).results).toMatchObject([
    { status: 'failed' },
  ])
  expect(await readLive()).toEqual({})
})

it('tells of an edit that its module is archived', async () => {
  const { run } = await createArchived('back-proposed', { 'a.md': 'About A.' })
  const { results } = await run({ 'a.md': 'More about A.', 'b.md': 'About B.' }, { change: {} })
  expect(results).toEqual([
    {
      path: 'a.md',
      status: 'updated',
      id: 'a',
      isArchived: true,
      problems: [{ message: 'The module is archived: no question finds it.', severity: 'warning' }],
    },
    { path: 'b.md', status: 'created', id: 'b', problems: [] },
  ])
})
