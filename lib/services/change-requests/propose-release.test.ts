import { beforeEach, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { exportLockfile } from '@/lib/services/lockfiles/export-lockfile'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createRelease } from '@/lib/services/releases/create-release'
import { getRelease } from '@/lib/services/releases/get-release'
import { mergeChangeRequest } from './merge-change-request'
import { proposeRelease } from './propose-release'

let actor: Actor

const put = (id: string, text: string) =>
  importModules(actor, { files: [{ path: `${id}.md`, content: `# ${id}\n\n${id} ${text}.` }] })
const texts = async (id = 'production') =>
  (await exportLockfile(actor, { id })).modules.map(({ id: moduleId, sha256 }) => [moduleId, sha256])

beforeEach(async () => {
  const { actor: owner, workspaceId } = await createTestWorkspace('propose-release')
  actor = owner
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await put('herons', 'eat fish')
  await put('owls', 'eat mice')
})

it('promotes what was tried out in a release', async () => {
  await put('herons', 'eat frogs')
  const entries = [
    { moduleId: 'herons', version: 1 },
    { moduleId: 'owls', version: null },
  ]
  const { id } = await createRelease(actor, { name: 'Trial', entries })
  const { number, title, edits, status } = await proposeRelease(actor, { id })
  expect({ title, status }).toEqual({ title: 'Make production “Trial”', status: 'open' })
  expect(edits.map(({ moduleId, kind }) => [moduleId, kind])).toEqual([
    ['herons', 'text'],
    ['owls', 'archive'],
  ])
  const wanted = await texts(id)
  await mergeChangeRequest(actor, { number })
  expect(await texts()).toEqual(wanted)
  expect(wanted).toHaveLength(1)
})

it('rolls production back to a frozen one, whatever came, went and changed since', async () => {
  const { id } = await createRelease(actor, { name: 'Spring', isFrozen: true })
  const before = await texts()
  await put('herons', 'eat frogs')
  await put('herons', 'eat eels')
  await put('gulls', 'eat crabs')
  await archiveModules(actor, { ids: ['owls'] })
  expect(await texts()).not.toEqual(before)
  expect(await texts(id)).toEqual(before)
  const { number, edits } = await proposeRelease(actor, { id, title: 'Back to spring' })
  expect(edits.map(({ moduleId, kind }) => [moduleId, kind])).toEqual([
    ['gulls', 'archive'],
    ['herons', 'text'],
    ['owls', 'restore'],
  ])
  await mergeChangeRequest(actor, { number })
  expect(await texts()).toEqual(before)
  expect(await texts(id)).toEqual(before)
  // the text of herons is back under a number of its own, which is no difference to propose
  const { entries, differences } = await getRelease(actor, { id })
  expect(differences).toBe(1)
  expect(entries.map(({ moduleId, version, baseVersion }) => [moduleId, version, baseVersion])).toEqual([
    ['herons', 1, 4],
  ])
  await expect(proposeRelease(actor, { id })).rejects.toMatchObject({ code: 'CONFLICT' })
})

it('refuses where there is nothing to propose, or more than a change request holds', async () => {
  const conflict = { code: 'CONFLICT' }
  const { id } = await createRelease(actor, { name: 'Same' })
  await expect(proposeRelease(actor, { id })).rejects.toMatchObject(conflict)
  await expect(proposeRelease(actor, { id: 'production' })).rejects.toMatchObject(conflict)
  await expect(proposeRelease(actor, { id: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

it('asks for a module of an older version to be restored first', async () => {
  const { id } = await createRelease(actor, { name: 'Spring', isFrozen: true })
  await put('owls', 'eat voles')
  await archiveModules(actor, { ids: ['owls'] })
  await expect(proposeRelease(actor, { id })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('newest version is 2, not 1: restore it first'),
  })
})
