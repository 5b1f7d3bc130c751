import { expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { readAuditEvents } from '@/lib/services/audit/events/read-audit-events'
import { getModule } from '@/lib/services/modules/get-module'
import { saveDraft } from '@/lib/services/modules/save-draft'
import { changeReview } from '@/lib/services/review/change-review'
import { importModules } from './import-modules'
import { listImportedModules } from './list-imported-modules'
import { listImports } from './list-imports'
import { undoImport } from './undo-import'

const runAs =
  (actor: Actor) =>
  async (files: Record<string, string>, options: object = {}) =>
    importModules(actor, { files: Object.entries(files).map(([path, content]) => ({ path, content })), ...options })

it('archives what an import created, brings back what it replaced, leaves what was changed since', async () => {
  const { actor } = await createTestWorkspace('import-undo')
  const run = runAs(actor)
  await run({ 'lang/c.md': 'About C.', 'b.md': 'First.' })
  const files = { 'lang/c++.md': 'About C++.', 'b.md': 'Second.', 'new.md': 'New.', 'begun.md': 'Begun.' }
  const { importId = '' } = await run(files, { replace: ['lang-c'] })
  await run({ 'b.md': 'Third.' })
  await saveDraft(actor, { id: 'begun', source: 'Somebody goes on.', revision: 0 })
  expect(await undoImport(actor, { id: importId })).toEqual({
    changed: ['lang-c', 'new'],
    unchanged: [],
    failed: [
      { id: 'b', message: expect.stringContaining('published it since') },
      { id: 'begun', message: expect.stringContaining('began a draft') },
    ],
    remaining: 0,
  })
  expect(await getModule(actor, { id: 'lang-c' })).toMatchObject({ body: 'About C.', path: 'lang/c.md', version: 3 })
  expect(await getModule(actor, { id: 'b' })).toMatchObject({ body: 'Third.' })
  expect(await getModule(actor, { id: 'new' })).toMatchObject({ status: 'archived' })
  expect(await getModule(actor, { id: 'begun' })).toMatchObject({ status: 'published', body: 'Begun.' })
  const only = { action: 'modules.import-undone' }
  const [audit] = await readAuditEvents(actor.workspaceId, only, { limit: 10, cursor: undefined })
  expect(audit).toMatchObject({ target: importId, detail: { count: 2, ids: ['lang-c', 'new'], kept: ['b', 'begun'] } })
})

it('moves nothing back where production needs a review', async () => {
  const { actor } = await createTestWorkspace('import-undo-moved')
  const run = runAs(actor)
  await run({ 'old/c.md': 'About C.', 'old/d.md': 'About D.' })
  const moves = [
    { path: 'new/c.md', id: 'old-c' },
    { path: 'new/d.md', id: 'old-d' },
  ]
  const { importId: id } = await run({ 'new/c.md': 'About C.', 'new/d.md': 'About D.' }, { moves })
  await changeReview(actor, { review: 'required' })
  expect(await undoImport(actor, { id })).toMatchObject({
    changed: [],
    failed: [
      { id: 'old-c', message: expect.stringContaining('requires review') },
      { id: 'old-d', message: expect.stringContaining('requires review') },
    ],
  })
  expect(await getModule(actor, { id: 'old-c' })).toMatchObject({ path: 'new/c.md' })
})

it('is imported once more where that is wanted, and comes back whole or stays archived', async () => {
  const { actor } = await createTestWorkspace('import-again')
  const run = runAs(actor)
  const files = { 'a.md': 'About A.', 'b.md': 'About B.' }
  const first = await run(files)
  await undoImport(actor, { id: first.importId ?? '' })
  const plan = await run(files, { dryRun: true, unarchive: true })
  expect(plan.results).toMatchObject([
    { plan: 'same', isArchived: true },
    { plan: 'same', isArchived: true },
  ])
  // as before, nobody asked for more
  const plain = await run({ ...files, 'b.md': 'More about B.' })
  expect(plain.results).toMatchObject([
    { status: 'unchanged', isArchived: true },
    { status: 'updated', version: 2, isArchived: true },
  ])
  expect(await getModule(actor, { id: 'b' })).toMatchObject({ status: 'archived', version: 2 })

  const again = await run({ ...files, 'b.md': 'Most about B.' }, { unarchive: true })
  expect(again.results).toEqual([
    { path: 'a.md', status: 'updated', id: 'a', version: 1, problems: [] },
    { path: 'b.md', status: 'updated', id: 'b', version: 3, problems: [] },
  ])
  expect(await getModule(actor, { id: 'a' })).toMatchObject({ status: 'published', version: 1 })
  expect(await getModule(actor, { id: 'b' })).toMatchObject({ status: 'published', body: 'Most about B.' })
  await undoImport(actor, { id: again.importId ?? '' })
  expect(await getModule(actor, { id: 'a' })).toMatchObject({ status: 'archived' })
  expect(await getModule(actor, { id: 'b' })).toMatchObject({ status: 'archived' })
})

it('is known to everybody in the workspace, with what changed, until it is undone', async () => {
  const { actor } = await createTestWorkspace('import-list')
  const run = runAs(actor)
  const first = await run({ 'a.md': 'A.', 'b.md': 'B.' })
  // a second request of the same import
  await run({ 'c.md': 'C.' }, { importId: first.importId })
  const nothing = await run({ 'a.md': 'A.' })
  expect(nothing.importId).toBeUndefined()
  const dry = await run({ 'z.md': 'Z.' }, { dryRun: true })
  expect(dry.importId).toBeUndefined()
  const drafts = await run({ 'a.md': 'A2.', 'd.md': 'D.' }, { publish: false })
  const { items, total } = await listImports(actor, {})
  expect(total).toBe(2)
  expect(items).toMatchObject([
    { id: drafts.importId, by: { name: actor.name }, counts: { created: 0, draft: 2 }, undoable: 2, undone: null },
    {
      id: first.importId,
      modules: ['a', 'b', 'c'],
      moduleCount: 3,
      counts: { created: 3, updated: 0, draft: 0, moved: 0, unarchived: 0 },
      undoable: 3,
      undone: null,
    },
  ])
  const page = await listImportedModules(actor, { id: first.importId, limit: 2 })
  expect(page).toMatchObject({
    total: 3,
    items: [{ id: 'a', change: 'created', version: 1, isUndone: false }, { id: 'b' }],
  })
  const rest = await listImportedModules(actor, { id: first.importId, cursor: page.nextCursor })
  expect(rest).toMatchObject({ items: [{ id: 'c' }], nextCursor: null })
  await undoImport(actor, { id: drafts.importId })
  expect(await getModule(actor, { id: 'a' })).toMatchObject({ draft: null, version: 1 })
  await expect(getModule(actor, { id: 'd' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await undoImport(actor, { id: first.importId })
  expect((await listImports(actor, {})).items).toMatchObject([
    { undoable: 0, undone: { by: { name: actor.name }, kept: 0 } },
    { undoable: 0, undone: { kept: 0 } },
  ])
  expect(await undoImport(actor, { id: first.importId })).toMatchObject({ changed: [], failed: [], remaining: 0 })
  await expect(run({ 'e.md': 'E.' }, { importId: 'imp_unknown' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

it('undoes a large import call after call, and what several requests of it made of one module at once', async () => {
  const { actor } = await createTestWorkspace('import-large')
  const run = runAs(actor)
  await run({ 'm.md': 'Before.' })
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`n${i}.md`, `Text ${i}.`]))
  const { importId } = await run({ ...many, 'm.md': 'Once.' })
  await run({ 'm.md': 'Twice.' }, { importId })
  const calls = []
  do calls.push(await undoImport(actor, { id: importId }))
  while (calls.at(-1)!.remaining > 0)
  expect(calls.length).toBeGreaterThan(1)
  expect(calls.flatMap(({ changed }) => changed)).toHaveLength(102)
  expect(await getModule(actor, { id: 'm' })).toMatchObject({ body: 'Before.', version: 4 })
}, 120_000)

it('is one entry of the audit log, however many batches and requests it takes, and so is its undoing', async () => {
  const { actor } = await createTestWorkspace('import-audit')
  const run = runAs(actor)
  const manyFiles = (letter: string, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`${letter}${n}.md`, `Text ${letter} ${n}.`]))
  const { importId = '' } = await run(manyFiles('a', 35))
  await run({ ...manyFiles('b', 70), 'a0.md': 'Another text.' }, { importId })
  await run(manyFiles('c', 60), { importId, publish: false })
  const readEntries = async () => {
    const events = await readAuditEvents(actor.workspaceId, { action: 'module' }, { limit: 10, cursor: undefined })
    return events.map(({ action, target, detail }) => ({ action, target, detail }))
  }
  const imported = {
    count: 166,
    created: 105,
    updated: 1,
    draft: 60,
    ids: expect.toSatisfy((ids) => ids.length === 20),
  }
  const entry = { action: 'modules.imported', target: importId, detail: imported }
  expect(await readEntries()).toEqual([entry])
  for (let remaining = 1; remaining > 0; ) remaining = (await undoImport(actor, { id: importId })).remaining
  const undone = { action: 'modules.import-undone', target: importId, detail: expect.objectContaining({ count: 165 }) }
  expect(await readEntries()).toEqual([undone, entry])
})

it('has an entry for each person who took part in it', async () => {
  const { actor } = await createTestWorkspace('import-audit-two')
  const { workspaceId } = actor
  const other: Actor = { kind: 'apiKey', workspaceId, keyId: 'key_other', scopes: ['write'], name: 'Script' }
  const { importId } = await runAs(actor)({ 'a.md': 'A.' })
  await runAs(other)({ 'b.md': 'B.' }, { importId })
  const entries = await prisma.auditEvent.findMany({
    where: { workspaceId: actor.workspaceId, action: 'modules.imported' },
    select: { actorName: true, detail: true },
  })
  expect(entries).toEqual(
    expect.arrayContaining([
      { actorName: actor.name, detail: { count: 1, created: 1, ids: ['a'] } },
      { actorName: 'Script', detail: { count: 1, created: 1, ids: ['b'] } },
    ]),
  )
})
