import { beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { compareReleases } from '@/lib/services/releases/compare-releases'
import { createRelease } from '@/lib/services/releases/create-release'
import { deleteRelease } from '@/lib/services/releases/delete-release'
import { getRelease } from '@/lib/services/releases/get-release'
import { setReleaseEntries } from '@/lib/services/releases/set-release-entries'
import { createChangeRequest } from './create-change-request'
import { getChangeRequest } from './get-change-request'
import { getChangeTexts } from './get-change-texts'
import { listChangeRequests } from './list-change-requests'
import { mergeChangeRequest } from './merge-change-request'
import { previewChangeEffect } from './preview-change-effect'
import { proposeRelease } from './propose-release'
import { putChangeEdits } from './put-change-edits'
import { removeChangeEdit } from './remove-change-edit'
import { revertChangeRequest } from './revert-change-request'
import { updateChangeRequest } from './update-change-request'

let actor: Actor
let workspaceId: string

const put = (id: string, eats: string) =>
  importModules(actor, { files: [{ path: `${id}.md`, content: `# ${id}\n\nAll ${id} eat ${eats} in the morning.` }] })
const ask = async (release?: string) =>
  (await createComposition(actor, { query: 'What do herons eat in the morning?', ...(release ? { release } : {}) }))
    .text
/** What a release holds, in place of production’s versions. */
const own = async (id: string) =>
  (await getRelease(actor, { id })).entries.map(({ moduleId, version }) => [moduleId, version])
const soundTerms = async (releaseId: string) =>
  expect(await storedTerms(workspaceId, releaseId)).toEqual(await recountTerms(workspaceId, releaseId))
const told = ({ edits }: Awaited<ReturnType<typeof getChangeRequest>>) =>
  edits.map(({ moduleId, kind, baseVersion, wantedVersion }) => [moduleId, kind, baseVersion, wantedVersion])

// staging holds herons 1 and no owls; production herons 2, owls 1; trial herons 3 (which production had in between), gulls out
beforeEach(async () => {
  const made = await createTestWorkspace('promote')
  actor = made.actor
  workspaceId = made.workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await put('herons', 'fish')
  await put('owls', 'mice')
  await put('gulls', 'crabs')
  await put('herons', 'frogs')
  const entries = [
    { moduleId: 'herons', version: 1 },
    { moduleId: 'owls', version: null },
  ]
  await createRelease(actor, { id: 'staging', name: 'Staging', entries })
  await createRelease(actor, { id: 'trial', name: 'Trial', entries: [{ moduleId: 'gulls', version: null }] })
})

describe('a release promoted into another', () => {
  it('names versions from, to, in and out, and the target holds them once it is merged', async () => {
    const request = await proposeRelease(actor, { id: 'trial', target: 'staging' })
    expect(request).toMatchObject({
      title: 'Promote “Trial” into “Staging”',
      target: { id: 'staging', name: 'Staging', isProduction: false },
      status: 'open',
    })
    expect(told(request)).toEqual([
      ['gulls', 'version', 1, null],
      ['herons', 'version', 1, 2],
      ['owls', 'version', 0, 1],
    ])
    const { number, releaseId } = request
    expect(await ask(releaseId!)).toContain('eat frogs')
    expect(await ask('staging')).toContain('eat fish')
    await soundTerms(releaseId!)
    expect(await getChangeTexts(actor, { number, moduleId: 'herons' })).toMatchObject({
      base: expect.stringContaining('fish'),
      production: expect.stringContaining('fish'),
      productionVersion: 1,
      proposed: expect.stringContaining('frogs'),
    })
    expect(await getChangeTexts(actor, { number, moduleId: 'gulls' })).toMatchObject({ proposed: null })
    const merged = await mergeChangeRequest(actor, { number })
    expect(merged).toMatchObject({ status: 'merged', releaseId: null, conflicts: 0 })
    // what production holds, too, follows it again
    expect(await own('staging')).toEqual([['gulls', null]])
    expect(await ask('staging')).toContain('eat frogs')
    expect((await compareReleases(actor, { id: 'trial', from: 'staging' })).total).toBe(0)
    await soundTerms('staging')
    const [event] = await prisma.auditEvent.findMany({ where: { workspaceId, action: 'release.changed' } })
    expect(event).toMatchObject({ target: 'staging', detail: { changeRequest: `#${number}` } })
    await expect(proposeRelease(actor, { id: 'trial', target: 'staging' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('The release “Staging” holds what this release holds'),
    })
  })

  it('may be production, and is taken back at once', async () => {
    const { number } = await proposeRelease(actor, { id: 'production', target: 'staging', title: 'Up to date' })
    await mergeChangeRequest(actor, { number })
    expect(await own('staging')).toEqual([])
    const back = await revertChangeRequest(actor, { number })
    expect(back).toMatchObject({ revertsNumber: number, target: { id: 'staging' } })
    await mergeChangeRequest(actor, { number: back.number })
    expect(await own('staging')).toEqual([
      ['herons', 1],
      ['owls', null],
    ])
    expect(await ask('staging')).toContain('eat fish')
    await soundTerms('staging')
  })

  it('shows its effect against the target', async () => {
    await createComposition(actor, { query: 'What do herons eat in the morning?' })
    const { number } = await proposeRelease(actor, { id: 'trial', target: 'staging' })
    const effect = await previewChangeEffect(actor, { number })
    expect(effect.changes).toHaveLength(1)
    expect(effect.changes[0]!.a).toContain('staging')
    expect(effect.changes[0]!.modules.map(({ moduleId }) => moduleId)).toContain('herons')
  })

  it('leaves what nobody changes: a frozen one, one of a change request, one that is gone', async () => {
    await createRelease(actor, { id: 'spring', name: 'Spring', isFrozen: true })
    const refused = (target: string) => expect(proposeRelease(actor, { id: 'trial', target })).rejects
    await refused('spring').toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('frozen') })
    await refused('none').toMatchObject({ code: 'NOT_FOUND' })
    const { releaseId } = await proposeRelease(actor, { id: 'trial', target: 'staging' })
    await refused(releaseId!).toMatchObject({ code: 'CONFLICT' })
    await expect(proposeRelease(actor, { id: releaseId!, target: 'staging' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('belongs to the change request'),
    })
  })
})

describe('a target that moves on under a change request', () => {
  it('is in conflict where both changed the same module, and else carried into it', async () => {
    const { number, releaseId } = await proposeRelease(actor, { id: 'trial', target: 'staging' })
    await removeChangeEdit(actor, { number, moduleId: 'owls' })
    await put('herons', 'eels')
    const entries = [
      { moduleId: 'herons', version: 3 },
      { moduleId: 'owls', version: 1 },
    ]
    await setReleaseEntries(actor, { id: 'staging', entries })
    const request = await getChangeRequest(actor, { number })
    expect(request.conflicts).toBe(1)
    expect(request.edits.find(({ moduleId }) => moduleId === 'herons')).toMatchObject({
      conflict: { kind: 'changed', version: 3 },
    })
    expect((await listChangeRequests(actor, {})).items).toMatchObject([{ number, conflicts: 1, edits: 2 }])
    expect((await getRelease(actor, { id: releaseId! })).entries).toContainEqual(
      expect.objectContaining({ moduleId: 'herons', version: 2 }),
    )
    await soundTerms(releaseId!)
    await expect(mergeChangeRequest(actor, { number })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('The release “Staging” has moved on: “herons” (herons.md)'),
    })
    const edit = { moduleId: 'herons', kind: 'version' as const, version: 2, baseVersion: 3 }
    await putChangeEdits(actor, { number, edits: [edit] })
    await mergeChangeRequest(actor, { number })
    expect(await own('staging')).toEqual([
      ['gulls', null],
      ['herons', 2],
      ['owls', 1],
    ])
    await soundTerms('staging')
  })

  it('moved on while it was closed: it is as the target and its edits when it is opened again', async () => {
    const { number, releaseId } = await proposeRelease(actor, { id: 'trial', target: 'staging' })
    await removeChangeEdit(actor, { number, moduleId: 'herons' })
    await updateChangeRequest(actor, { number, status: 'closed' })
    await setReleaseEntries(actor, { id: 'staging', entries: [{ moduleId: 'herons', version: null }] })
    await updateChangeRequest(actor, { number, status: 'open' })
    const entries = (await getRelease(actor, { id: releaseId! })).entries.map(({ moduleId, version }) => [
      moduleId,
      version,
    ])
    expect(entries).toEqual([
      ['gulls', null],
      ['herons', null],
      ['owls', 1],
    ])
    await soundTerms(releaseId!)
  })

  it('is not deleted under it, and a module that is deleted shows', async () => {
    const { number } = await proposeRelease(actor, { id: 'trial', target: 'staging' })
    await expect(deleteRelease(actor, { id: 'staging' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(`#${number} goes into this release`),
    })
    await deleteModule(actor, { id: 'herons' })
    const { edits } = await getChangeRequest(actor, { number })
    expect(edits.find(({ moduleId }) => moduleId === 'herons')?.conflict?.kind).toBe('deleted')
    await updateChangeRequest(actor, { number, status: 'closed' })
    await updateChangeRequest(actor, { number, status: 'open' })
    await putChangeEdits(actor, { number, edits: [{ moduleId: 'owls', kind: 'version', version: 1 }] })
    await removeChangeEdit(actor, { number, moduleId: 'herons' })
    expect((await getChangeRequest(actor, { number })).conflicts).toBe(0)
    await updateChangeRequest(actor, { number, status: 'closed' })
    await deleteRelease(actor, { id: 'staging' })
    expect((await getChangeRequest(actor, { number })).target).toMatchObject({ id: 'staging', name: 'staging' })
    await expect(updateChangeRequest(actor, { number, status: 'open' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a change request into a release', () => {
  const version = (moduleId: string, wanted: number | null) => ({ moduleId, kind: 'version' as const, version: wanted })

  it('is opened with versions, and listed by its target', async () => {
    const edits = [version('herons', 2)]
    const { number } = await createChangeRequest(actor, { title: 'Frogs', target: 'staging', edits })
    await putChangeEdits(actor, { number, edits: [version('gulls', null)] })
    expect(told(await getChangeRequest(actor, { number }))).toEqual([
      ['gulls', 'version', 1, null],
      ['herons', 'version', 1, 2],
    ])
    await createChangeRequest(actor, { title: 'Other' })
    const titles = async (target: string) =>
      (await listChangeRequests(actor, { target })).items.map(({ title }) => title)
    expect(await titles('staging')).toEqual(['Frogs'])
    expect(await titles('production')).toEqual(['Other'])
  })

  it('holds nothing else, and production no versions', async () => {
    const text = { moduleId: 'herons', source: '# herons\n\nEat newts.' }
    const refused = (input: object) =>
      expect(createChangeRequest(actor, { title: 'No', ...input } as never)).rejects.toMatchObject({
        code: 'VALIDATION',
      })
    await refused({ target: 'staging', edits: [text] })
    await refused({ target: 'staging', edits: [version('herons', 2), text] })
    await refused({ edits: [version('herons', 1)] })
    await refused({ target: 'staging', edits: [version('herons', 1)] })
    await refused({ target: 'staging', edits: [{ moduleId: 'herons', kind: 'version' }] })
    await expect(
      createChangeRequest(actor, { title: 'No', target: 'staging', edits: [version('herons', 9)] }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await listChangeRequests(actor, {})).total).toBe(0)
  })
})
