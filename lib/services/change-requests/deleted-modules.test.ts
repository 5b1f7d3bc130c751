import { beforeEach, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { getModule } from '@/lib/services/modules/get-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createRelease } from '@/lib/services/releases/create-release'
import { createChangeRequest } from './create-change-request'
import { getChangeRequest } from './get-change-request'
import { getChangeTexts } from './get-change-texts'
import { listChangeRequests } from './list-change-requests'
import { mergeChangeRequest } from './merge-change-request'
import { putChangeEdits } from './put-change-edits'
import { revertChangeRequest } from './revert-change-request'
import { updateChangeRequest } from './update-change-request'

let actor: Actor

const ANCHOR = { headingPath: ['Herons'], text: 'Herons eat fish.' }

const herons = (text: string) => `# Herons\n\n${text}\n`
const put = (text: string) => importModules(actor, { files: [{ path: 'herons.md', content: herons(text) }] })
const propose = async (edit: object, more = {}) =>
  (await createChangeRequest(actor, { title: 'Herons', edits: [{ moduleId: 'herons', ...edit }], ...more })).number
const read = async (number: number) => (await getChangeRequest(actor, { number })).edits[0]!
const remake = async (text: string) => {
  await deleteModule(actor, { id: 'herons' })
  await put(text)
}

beforeEach(async () => {
  const workspace = await createTestWorkspace('deleted-modules')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  await put('Herons eat fish.')
})

it.each([
  ['text', { source: herons('Herons eat frogs.') }],
  ['archive', { kind: 'archive' }],
  ['curation', { kind: 'curation', curation: { entries: [{ anchor: ANCHOR, keywords: ['waders'] }] } }],
] as const)('merges no %s into another module that got the id of a deleted one', async (_, edit) => {
  const number = await propose(edit)
  expect(await read(number)).toMatchObject({ conflict: null })
  await remake('Herons is a play.')
  expect(await read(number)).toMatchObject({ conflict: { kind: 'replaced', version: 1 } })
  expect((await listChangeRequests(actor, {})).items).toMatchObject([{ conflicts: 1 }])
  await expect(mergeChangeRequest(actor, { number })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await getModule(actor, { id: 'herons' })).toMatchObject({ version: 1, status: 'published' })
})

it.each([
  ['archive', { kind: 'archive' }],
  ['curation', { kind: 'curation', curation: { entries: [{ anchor: ANCHOR, keywords: ['waders'] }] } }],
] as const)('merges no %s of a reopened request into another module', async (_, edit) => {
  const number = await propose(edit)
  await updateChangeRequest(actor, { number, status: 'closed' })
  await remake('Herons is a play.')
  await updateChangeRequest(actor, { number, status: 'open' })
  expect(await read(number)).toMatchObject({ conflict: { kind: 'replaced', version: 1 } })
  await expect(mergeChangeRequest(actor, { number })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await getModule(actor, { id: 'herons' })).toMatchObject({ version: 1, status: 'published' })
})

it.each([
  ['creation', 0, 'The module “herons” is gone.'],
  ['text', 1, 'The text that “herons” had before #1 is gone.'],
])('takes no %s back from another module', async (_, baseVersion, problem) => {
  if (baseVersion === 0) await deleteModule(actor, { id: 'herons' })
  const number = await propose({ source: herons('Herons eat frogs.'), baseVersion })
  await mergeChangeRequest(actor, { number })
  await remake('Herons is a play.')
  await put('Herons is a play in two acts.')
  const message = expect.stringContaining(problem)
  await expect(revertChangeRequest(actor, { number })).rejects.toMatchObject({ code: 'CONFLICT', message })
  expect((await listChangeRequests(actor, {})).items).toHaveLength(1)
})

it('puts a text beside that of the other module, and takes it once somebody has seen that', async () => {
  const number = await propose({ source: herons('Herons eat frogs.') })
  await remake('Herons is a play.')
  expect(await getChangeTexts(actor, { number, moduleId: 'herons' })).toMatchObject({
    base: null,
    production: expect.stringContaining('a play'),
    proposed: expect.stringContaining('frogs'),
    merge: expect.any(Array),
  })
  const { revision } = await read(number)
  // what is typed on without a look stays in conflict
  const source = herons('Herons is a play about frogs.')
  await putChangeEdits(actor, { number, edits: [{ moduleId: 'herons', source, revision }] })
  expect(await read(number)).toMatchObject({ conflict: { kind: 'replaced' } })
  await putChangeEdits(actor, { number, edits: [{ moduleId: 'herons', source, baseVersion: 1 }] })
  expect(await read(number)).toMatchObject({ conflict: null })
  await mergeChangeRequest(actor, { number })
  expect(await getModule(actor, { id: 'herons' })).toMatchObject({ version: 2 })
})

it('proposes the text of a deleted module as a new one', async () => {
  const number = await propose({ source: herons('Herons eat frogs.') })
  await deleteModule(actor, { id: 'herons' })
  expect(await read(number)).toMatchObject({ conflict: { kind: 'deleted', version: 0 } })
  await expect(mergeChangeRequest(actor, { number })).rejects.toMatchObject({ code: 'CONFLICT' })
  const source = herons('Herons eat frogs.')
  await putChangeEdits(actor, { number, edits: [{ moduleId: 'herons', source, baseVersion: 0 }] })
  await mergeChangeRequest(actor, { number })
  expect(await getModule(actor, { id: 'herons' })).toMatchObject({ version: 1, status: 'published' })
})

it('brings no version of another module into a release', async () => {
  await put('Herons eat fish and frogs.')
  const { id: target } = await createRelease(actor, { name: 'Staging' })
  const number = await propose({ kind: 'version', version: 1 }, { target })
  await deleteModule(actor, { id: 'herons' })
  await put('Herons is a play.')
  await put('Herons is a play in two acts.')
  expect(await read(number)).toMatchObject({ conflict: { kind: 'replaced' } })
  expect(await getChangeTexts(actor, { number, moduleId: 'herons' })).toMatchObject({
    ...{ base: null, production: expect.stringContaining('two acts'), productionVersion: 2, proposed: null },
  })
  await expect(mergeChangeRequest(actor, { number })).rejects.toMatchObject({ code: 'CONFLICT' })
})

it('opens a request again that names a version of a deleted module', async () => {
  await put('Herons eat fish and frogs.')
  const { id: target } = await createRelease(actor, { name: 'Staging' })
  await put('Herons eat fish, frogs and voles.')
  const number = await propose({ kind: 'version', version: 2 }, { target })
  await updateChangeRequest(actor, { number, status: 'closed' })
  await remake('Herons is a play.')
  await updateChangeRequest(actor, { number, status: 'open' })
  expect(await read(number)).toMatchObject({ conflict: { kind: 'replaced' } })
})

it('tells where a file moves to', async () => {
  const source = herons('Herons eat fish.')
  const number = await propose({ source, path: 'birds/herons.md' })
  expect(await read(number)).toMatchObject({ move: { from: 'herons.md', to: 'birds/herons.md' } })
  const storks = { moduleId: 'storks', source: '# Storks', path: 'birds/storks.md' }
  await putChangeEdits(actor, { number, edits: [storks] })
  const { edits } = await mergeChangeRequest(actor, { number })
  // also of what is merged
  expect(edits).toMatchObject([
    { move: { from: 'herons.md', to: 'birds/herons.md' } },
    { move: { from: null, to: 'birds/storks.md' } },
  ])
})

it.each(['closed', 'merged'] as const)('keeps the name that a module had, in a request that is %s', async (end) => {
  const number = await propose({ source: `---\nname: Grey herons\n---\n\n${herons('Herons eat frogs.')}` })
  if (end === 'merged') await mergeChangeRequest(actor, { number })
  else await updateChangeRequest(actor, { number, status: 'closed' })
  expect(await read(number)).toMatchObject({ name: 'Grey herons', isBaseGone: false })
  await deleteModule(actor, { id: 'herons' })
  await put('A play.')
  await importModules(actor, { files: [{ path: 'herons.md', content: '---\nname: A play\n---\n\n# A play\n' }] })
  expect(await read(number)).toMatchObject({ name: 'Grey herons', isBaseGone: true })
})

it('knows the module that an edit archives by the name that it had', async () => {
  const number = await propose({ kind: 'archive' })
  await updateChangeRequest(actor, { number, status: 'closed' })
  await importModules(actor, { files: [{ path: 'herons.md', content: '---\nname: A play\n---\n\n# A play\n' }] })
  expect(await read(number)).toMatchObject({ name: 'Herons', isBaseGone: false })
})
