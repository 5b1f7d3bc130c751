import { beforeAll, expect, it, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { saveOverlay } from '@/lib/services/chunk-overlays/save-overlay'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { getModule } from '@/lib/services/modules/get-module'
import { listModules } from '@/lib/services/modules/list-modules'
import { listVersions } from '@/lib/services/modules/list-versions'
import { saveDraft } from '@/lib/services/modules/save-draft'
import { updateModule } from '@/lib/services/modules/update-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createRelease } from '@/lib/services/releases/create-release'
import { listReleases } from '@/lib/services/releases/list-releases'
import { setReleaseEntries } from '@/lib/services/releases/set-release-entries'
import { searchModules } from '@/lib/services/search/search-modules'
import { createChangeRequest } from './create-change-request'
import { refreshEdits } from './edits/refresh-edits'
import { getChangeRequest } from './get-change-request'
import { getChangeTexts } from './get-change-texts'
import { listChangeRequests } from './list-change-requests'
import { mergeChangeRequest } from './merge-change-request'
import { proposeDraft } from './propose-draft'
import { putChangeEdits } from './put-change-edits'
import { removeChangeEdit } from './remove-change-edit'
import { revertChangeRequest } from './revert-change-request'
import { updateChangeRequest } from './update-change-request'

vi.mock('./edits/refresh-edits', async (original) => {
  const { refreshEdits } = await original<typeof import('./edits/refresh-edits')>()
  return { refreshEdits: vi.fn(refreshEdits) }
})

let actor: Actor
let workspaceId: string

const source = (name: string, eats: string) => `# ${name}\n\n${name} eat ${eats}.`
const edit = (moduleId: string, eats: string) => ({ moduleId, source: source(moduleId, eats) })
const text = async (query: string, release?: string) =>
  (await createComposition(actor, { query, ...(release ? { release } : {}) })).text
const numbersOf = async (id: string) => (await listVersions(actor, { id })).items.map(({ version }) => version)
const publish = (id: string, eats: string) => updateModule(actor, { id, source: source(id, eats) })

async function expectExactStatistics(releases: string[] = []): Promise<void> {
  for (const release of ['production', ...releases]) {
    expect(await storedTerms(workspaceId, release), release).toEqual(await recountTerms(workspaceId, release))
  }
}

beforeAll(async () => {
  const workspace = await createTestWorkspace('changes')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const names = ['herons', 'storks', 'cranes', 'ibises', 'egrets']
  await importModules(actor, { files: names.map((name) => ({ path: `${name}.md`, content: source(name, 'fish') })) })
})

it('composes with production and its edits, and leaves production alone until it is merged', async () => {
  const made = await createChangeRequest(actor, {
    title: 'More frogs',
    edits: [edit('herons', 'frogs'), edit('newts', 'worms'), { moduleId: 'storks', kind: 'archive' }],
  })
  const { number } = made
  const release = made.releaseId!
  expect(made).toMatchObject({ number: 1, status: 'open', conflicts: 0, releaseId: 'change-1' })
  expect(made.edits.map(({ moduleId, kind, baseVersion }) => [moduleId, kind, baseVersion])).toEqual([
    ['herons', 'text', 1],
    ['newts', 'text', 0],
    ['storks', 'archive', 1],
  ])
  expect((await listReleases(actor, {})).items.map(({ id }) => id)).not.toContain(release)
  expect((await listReleases(actor, { changes: 'with' })).items).toContainEqual(
    expect.objectContaining({ id: release, name: '#1 More frogs', changeNumber: 1, differences: 3 }),
  )
  expect(await text('What do herons eat?', release)).toContain('frogs')
  expect(await text('What do newts eat?', release)).toContain('worms')
  expect(await text('What do storks eat?', release)).not.toContain('storks eat fish')
  expect(await text('What do herons eat?')).not.toContain('frogs')
  expect((await listModules(actor, {})).items.map(({ id }) => id)).not.toContain('newts')
  expect(await numbersOf('herons')).toEqual([1])
  await expectExactStatistics([release])
  // its release is its own: nobody else lists or changes it
  expect((await listReleases(actor, {})).items.map(({ id }) => id)).toEqual(['production'])
  const entries = [{ moduleId: 'cranes', version: null }]
  await expect(setReleaseEntries(actor, { id: release, entries })).rejects.toMatchObject({ code: 'CONFLICT' })

  const merged = await mergeChangeRequest(actor, { number })
  expect(merged).toMatchObject({ status: 'merged', releaseId: null, endedBy: { name: actor.name } })
  expect(merged.edits.map(({ version }) => version)).toEqual([2, 1, null])
  expect(await numbersOf('herons')).toEqual([2, 1])
  const { items } = await listVersions(actor, { id: 'herons' })
  expect(items[0]).toMatchObject({ message: 'More frogs (#1)', author: { name: actor.name }, isProduction: true })
  expect((await searchModules(actor, { query: 'frogs' })).results[0]).toMatchObject({ moduleId: 'herons', version: 2 })
  expect(await getModule(actor, { id: 'storks' })).toMatchObject({ status: 'archived' })
  await expectExactStatistics()
  expect(await prisma.release.count({ where: { workspaceId } })).toBe(1)
  await expect(mergeChangeRequest(actor, { number })).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(putChangeEdits(actor, { number, edits: [edit('cranes', 'frogs')] })).rejects.toThrow('was merged')
})

it('takes a merged request back by another one', async () => {
  const reverted = await revertChangeRequest(actor, { number: 1 })
  expect(reverted).toMatchObject({ title: 'Revert “More frogs”', revertsNumber: 1, conflicts: 0 })
  await mergeChangeRequest(actor, { number: reverted.number })
  expect(await numbersOf('herons')).toEqual([3, 2, 1])
  expect((await getModule(actor, { id: 'herons' })).source).toBe(source('herons', 'fish'))
  expect(await getModule(actor, { id: 'newts' })).toMatchObject({ status: 'archived' })
  expect(await getModule(actor, { id: 'storks' })).toMatchObject({ status: 'published' })
  expect(await text('What do herons eat?')).not.toContain('frogs')
  await expectExactStatistics()
})

it('shows where production moved on, and merges nothing until the edit has seen it', async () => {
  const edits = [edit('cranes', 'mice'), edit('ibises', 'mice')]
  const { number } = await createChangeRequest(actor, { title: 'Mice', edits })
  await publish('cranes', 'snails')
  const listed = (await listChangeRequests(actor, { status: 'open' })).items
  expect(listed).toMatchObject([{ number, edits: 2, conflicts: 1 }])
  await expect(mergeChangeRequest(actor, { number })).rejects.toMatchObject({
    code: 'CONFLICT',
    data: { modules: [{ moduleId: 'cranes', kind: 'changed', version: 2 }] },
  })
  expect(await numbersOf('ibises')).toEqual([1])
  expect(await getChangeTexts(actor, { number, moduleId: 'cranes' })).toEqual({
    moduleId: 'cranes',
    curation: null,
    reviewed: [],
    unchangedSince: [],
    base: source('cranes', 'fish'),
    production: source('cranes', 'snails'),
    productionVersion: 2,
    proposed: source('cranes', 'mice'),
    merge: [
      { kind: 'agreed', from: 'base', text: expect.any(String) },
      {
        kind: 'conflict',
        base: expect.stringContaining('fish'),
        ours: expect.stringContaining('mice'),
        theirs: expect.stringContaining('snails'),
      },
    ],
  })
  expect((await getChangeTexts(actor, { number, moduleId: 'ibises' })).merge).toBeNull()
  const resolved = { ...edit('cranes', 'snails and mice'), baseVersion: 2, revision: 1 }
  const updated = await putChangeEdits(actor, { number, edits: [resolved] })
  expect(updated).toMatchObject({ conflicts: 0 })
  // a second one who had seen the first edit
  await expect(putChangeEdits(actor, { number, edits: [resolved] })).rejects.toMatchObject({ code: 'CONFLICT' })
  await mergeChangeRequest(actor, { number })
  expect(await numbersOf('cranes')).toEqual([3, 2, 1])
  expect(await text('What do cranes eat?')).toContain('snails and mice')
})

it('says what else became of its modules', async () => {
  await importModules(actor, {
    files: ['rails', 'coots', 'grebes'].map((id) => ({ path: `${id}.md`, content: source(id, 'fish') })),
  })
  await archiveModules(actor, { ids: ['grebes'] })
  const edits = [
    edit('rails', 'mice'),
    edit('coots', 'mice'),
    { moduleId: 'grebes', kind: 'restore' },
    edit('larks', 'seeds'),
  ]
  const { number } = await createChangeRequest(actor, { title: 'All', edits })
  await archiveModules(actor, { ids: ['rails'] })
  await deleteModule(actor, { id: 'coots' })
  await publish('grebes', 'eels')
  await importModules(actor, { files: [{ path: 'larks.md', content: source('larks', 'worms') }] })
  const { edits: now } = await getChangeRequest(actor, { number })
  expect(now.map(({ moduleId, conflict }) => [moduleId, conflict])).toEqual([
    ['coots', { kind: 'deleted', version: 0 }],
    ['grebes', { kind: 'changed', version: 2 }],
    ['larks', { kind: 'changed', version: 1 }],
    ['rails', { kind: 'archived', version: 1 }],
  ])
  for (const { moduleId } of now) await removeChangeEdit(actor, { number, moduleId })
  await expect(mergeChangeRequest(actor, { number })).rejects.toThrow('no edits')
  expect(await prisma.moduleVersion.count({ where: { workspaceId, version: { lt: 0 } } })).toBe(0)
  await updateChangeRequest(actor, { number, status: 'closed' })
})

it('opens none again where there are as many as there may be, and says so', async () => {
  const { number } = await createChangeRequest(actor, { title: 'Back again', edits: [edit('herons', 'frogs')] })
  await updateChangeRequest(actor, { number, status: 'closed' })
  const open = await prisma.changeRequest.count({ where: { workspaceId, status: { in: ['draft', 'open'] } } })
  const many = Array.from({ length: LIMITS.openChangeRequests - open }, (_, at) => 10_000 + at)
  const { author } = await prisma.changeRequest.findUniqueOrThrow({
    where: { workspaceId_number: { workspaceId, number } },
    select: { author: true },
  })
  const row = { workspaceId, title: 'Many', description: '', status: 'draft', author: author!, baseRevision: 1 }
  await prisma.changeRequest.createMany({ data: many.map((at) => ({ ...row, number: at })) })
  const again = () => updateChangeRequest(actor, { number, status: 'open' })
  await expect(again()).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
  await prisma.changeRequest.deleteMany({ where: { workspaceId, number: { in: many } } })
  // what keeps its edits from being prepared changes nothing about it being open
  vi.mocked(refreshEdits).mockRejectedValueOnce(new Error('no thread is free'))
  expect(await again()).toMatchObject({ number, status: 'open' })
  await updateChangeRequest(actor, { number, status: 'closed' })
})

it('keeps the edits of a closed request, and nothing that was prepared of them', async () => {
  const { number, releaseId } = await createChangeRequest(actor, { title: 'Later', edits: [edit('egrets', 'crabs')] })
  expect(await updateChangeRequest(actor, { number, status: 'closed' })).toMatchObject({ releaseId: null })
  expect(await prisma.moduleVersion.count({ where: { workspaceId, version: { lt: 0 } } })).toBe(0)
  await expect(mergeChangeRequest(actor, { number })).rejects.toThrow('is closed')
  await updateChangeRequest(actor, { number, status: 'draft' })
  expect(await text('What do egrets eat?', releaseId!)).toContain('crabs')
  await expect(mergeChangeRequest(actor, { number })).rejects.toThrow('is a draft')
  await updateChangeRequest(actor, { number, status: 'open' })
  // curation of the module changes meanwhile
  const anchor = { headingPath: ['egrets'], text: 'egrets eat fish.' }
  await saveOverlay(actor, { id: 'egrets', baseVersion: 0, entries: [{ anchor, keywords: ['waders'] }] })
  await mergeChangeRequest(actor, { number })
  expect(await text('What do egrets eat?')).toContain('crabs')
  await expectExactStatistics()
})

it('moves a draft into a request', async () => {
  await saveDraft(actor, { id: 'ibises', source: source('ibises', 'beetles'), revision: 0 })
  await expect(proposeDraft(actor, { id: 'ibises', revision: 2 })).rejects.toMatchObject({ code: 'CONFLICT' })
  const { number, releaseId } = await proposeDraft(actor, { id: 'ibises', revision: 1, title: 'Beetles' })
  expect(await getModule(actor, { id: 'ibises' })).toMatchObject({ draft: null })
  expect(await text('What do ibises eat?', releaseId!)).toContain('beetles')
  await saveDraft(actor, { id: 'ibises', source: source('ibises', 'ants'), revision: 0 })
  await expect(proposeDraft(actor, { id: 'ibises', revision: 1, number })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await getModule(actor, { id: 'ibises' })).toMatchObject({ draft: { source: source('ibises', 'ants') } })
})

it('merges one of two requests that cannot both be merged, whoever comes first', async () => {
  await publish('herons', 'fish and crabs')
  const both = await Promise.all(
    ['voles', 'moles'].map((eats) => createChangeRequest(actor, { title: eats, edits: [edit('herons', eats)] })),
  )
  const results = await Promise.allSettled(both.map(({ number }) => mergeChangeRequest(actor, { number })))
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const needs = (id: string) => `---\nname: ${id}\ndependencies: [${id === 'one' ? 'two' : 'one'}]\n---\n\n# ${id}\n`
  const cycle = await Promise.all(
    ['one', 'two'].map((id) => createChangeRequest(actor, { title: id, edits: [{ moduleId: id, source: needs(id) }] })),
  )
  const merges = await Promise.allSettled(cycle.map(({ number }) => mergeChangeRequest(actor, { number })))
  expect(merges.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'VALIDATION' } }])
  await expectExactStatistics()
})

it('refuses what is no edit', async () => {
  const put = (given: object) => createChangeRequest(actor, { title: 'No', edits: [given] })
  await expect(put(edit('cranes', 'snails and mice'))).rejects.toMatchObject({ code: 'VALIDATION' })
  await expect(put({ moduleId: 'cranes', kind: 'text' })).rejects.toMatchObject({ code: 'VALIDATION' })
  await expect(put({ ...edit('cranes', 'ants'), baseVersion: 9 })).rejects.toMatchObject({ code: 'VALIDATION' })
  await expect(put({ moduleId: 'nothing', kind: 'archive' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(put({ moduleId: 'cranes', source: '---\nname: [\n---\n' })).rejects.toMatchObject({
    code: 'VALIDATION',
    message: expect.stringMatching(/^The module “cranes”: Front matter is not valid YAML/),
  })
  // nothing of a refused request is left, not even its number
  const before = (await listChangeRequests(actor, {})).items[0]!.number
  const { number } = await createChangeRequest(actor, { title: 'Empty' })
  expect(number).toBe(before + 1)
  await createRelease(actor, { id: 'next', name: 'Next' })
  await expectExactStatistics(['next'])
})
