import { beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createRelease } from './create-release'
import { deleteRelease } from './delete-release'
import { getRelease } from './get-release'
import { removeReleaseEntry } from './remove-release-entry'
import { setReleaseEntries } from './set-release-entries'

let actor: Actor
let workspaceId: string

const put = (id: string, text: string) =>
  importModules(actor, { files: [{ path: `${id}.md`, content: `# ${id}\n\n${id} ${text}.` }] })
const ask = async (query: string, release?: string) => (await createComposition(actor, { query, release })).text

beforeEach(async () => {
  const workspace = await createTestWorkspace('frozen')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await put('herons', 'eat fish')
  await put('owls', 'eat mice')
})

describe('a frozen release', () => {
  it('keeps what its base held, whatever becomes of the base', async () => {
    const { id, differences } = await createRelease(actor, { name: 'Spring', isFrozen: true })
    expect(differences).toBe(0)
    await put('herons', 'eat frogs')
    await put('gulls', 'eat crabs')
    await archiveModules(actor, { ids: ['owls'] })
    await put('herons', 'eat eels')
    expect(await ask('What do herons eat?', id)).toContain('eat fish')
    expect(await ask('What do owls eat?', id)).toContain('eat mice')
    expect(await ask('What do gulls eat?', id)).not.toContain('crabs')
    expect(await ask('What do gulls eat?')).toContain('crabs')
    const { entries, modules, isFrozen } = await getRelease(actor, { id })
    expect({ modules, isFrozen }).toEqual({ modules: 2, isFrozen: true })
    expect(entries.map(({ moduleId, version, baseVersion }) => [moduleId, version, baseVersion])).toEqual([
      ['gulls', null, 1],
      ['herons', 1, 3],
      ['owls', 1, null],
    ])
  })

  it('holds its own versions from the first moment on', async () => {
    await put('herons', 'eat frogs')
    const entries = [{ moduleId: 'herons', version: 1 }]
    const { id } = await createRelease(actor, { name: 'Spring', isFrozen: true, entries })
    await put('herons', 'eat eels')
    expect(await ask('What do herons eat?', id)).toContain('eat fish')
  })

  it('is never changed, and deleted as a whole', async () => {
    const { id } = await createRelease(actor, { name: 'Spring', isFrozen: true })
    await put('herons', 'eat frogs')
    const refused = { code: 'CONFLICT', message: expect.stringContaining('frozen') }
    const entries = [{ moduleId: 'herons', version: 2 }]
    await expect(setReleaseEntries(actor, { id, entries })).rejects.toMatchObject(refused)
    await expect(removeReleaseEntry(actor, { id, moduleId: 'herons' })).rejects.toMatchObject(refused)
    await deleteRelease(actor, { id })
    await put('herons', 'eat eels')
    expect(await prisma.releaseEntry.count({ where: { workspaceId, releaseId: id } })).toBe(0)
  })

  it('loses a module that is deleted for good, and counts right after it', async () => {
    const { id } = await createRelease(actor, { name: 'Spring', isFrozen: true })
    await put('herons', 'eat frogs at the long quiet shore')
    await deleteModule(actor, { id: 'herons' })
    expect(await getRelease(actor, { id })).toMatchObject({ modules: 1, chunks: 1, entries: [] })
    expect(await storedTerms(workspaceId, id)).toEqual(await recountTerms(workspaceId, id))
  })

  it('costs releases that follow nothing', async () => {
    const { id } = await createRelease(actor, { name: 'Trial' })
    await put('herons', 'eat frogs')
    expect(await getRelease(actor, { id })).toMatchObject({ differences: 0, isFrozen: false })
    expect(await ask('What do herons eat?', id)).toContain('eat frogs')
  })
})
