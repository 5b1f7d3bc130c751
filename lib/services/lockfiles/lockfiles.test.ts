import { beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Lockfile } from '@/lib/schemas/releases/lockfile'
import type { Actor } from '@/lib/services/actor'
import { saveOverlay } from '@/lib/services/chunk-overlays/save-overlay'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { listPolicies } from '@/lib/services/policies/list-policies'
import { createRelease } from '@/lib/services/releases/create-release'
import { exportLockfile } from './export-lockfile'
import { importLockfile } from './import-lockfile'
import { verifyLockfile } from './verify-lockfile'

let actor: Actor
let workspaceId: string

const put = (by: Actor, id: string, text: string) =>
  importModules(by, { files: [{ path: `${id}.md`, content: `# ${id}\n\n${id} ${text}.` }] })

async function createWorkspace(name: string) {
  const created = await createTestWorkspace(name)
  await prisma.$transaction((tx) => createDefaultPolicy(tx, created.workspaceId))
  return created
}

beforeEach(async () => {
  const created = await createWorkspace('lock')
  workspaceId = created.workspaceId
  actor = created.actor
  await put(actor, 'owls', 'eat mice')
  await put(actor, 'herons', 'eat fish')
})

const lock = (id = 'production') => exportLockfile(actor, { id })
const verify = (lockfile: Lockfile, by = actor) => verifyLockfile(by, { lockfile })
const ask = async (query: string, release?: string) => (await createComposition(actor, { query, release })).text

describe('a lockfile', () => {
  it('names every version with its hash, the same for the same state, without texts', async () => {
    const lockfile = await lock()
    expect(lockfile.modules.map(({ id, version }) => [id, version])).toEqual([
      ['herons', 1],
      ['owls', 1],
    ])
    expect(lockfile.policies).toEqual([expect.objectContaining({ version: 1, isDefault: true })])
    expect(lockfile.index).toMatchObject({ kind: 'hash', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(JSON.stringify(await lock())).toBe(JSON.stringify(lockfile))
    expect(JSON.stringify(lockfile)).not.toContain('fish')
    expect(await verify(lockfile)).toEqual({
      ...{ isReproducible: true, isComplete: true, modules: 2, missing: 0, problems: [], problemCount: 0 },
    })
  })

  it('of a release is that of its versions', async () => {
    await put(actor, 'herons', 'eat frogs')
    const { id } = await createRelease(actor, { name: 'Old', entries: [{ moduleId: 'herons', version: 1 }] })
    const { modules, release } = await lock(id)
    expect(release).toEqual({ id, name: 'Old' })
    expect(modules.map(({ id: moduleId, version }) => [moduleId, version])).toEqual([
      ['herons', 1],
      ['owls', 1],
    ])
  })

  it('becomes a frozen release that gives what production gave', async () => {
    const lockfile = await lock()
    const before = await ask('What do herons eat?')
    await put(actor, 'herons', 'eat frogs')
    await put(actor, 'gulls', 'eat crabs and what herons leave')
    await archiveModules(actor, { ids: ['owls'] })
    const made = await importLockfile(actor, { lockfile, name: 'As it was' })
    expect(made).toMatchObject({ isFrozen: true, modules: 2, differences: 3 })
    const named = (text: string) => text.replaceAll(/cmp_\w+/g, '')
    expect(named(await ask('What do herons eat?', made.id))).toBe(named(before))
    expect((await lock(made.id)).modules).toEqual(lockfile.modules)
    // production moves on
    await put(actor, 'storks', 'eat what herons eat')
    expect((await lock(made.id)).modules).toEqual(lockfile.modules)
  })

  it('is found by its texts where their versions have other numbers', async () => {
    const lockfile = await lock()
    const other = await createWorkspace('lock-other')
    await put(other.actor, 'herons', 'eat gravel')
    await put(other.actor, 'herons', 'eat fish')
    await put(other.actor, 'owls', 'eat mice')
    expect(await verify(lockfile, other.actor)).toMatchObject({ isReproducible: true })
    const { entries } = await importLockfile(other.actor, { lockfile, name: 'From there' })
    expect(entries).toEqual([])
  })
})

describe('what differs is said', () => {
  const messages = async (lockfile: Lockfile, by = actor) =>
    (await verify(lockfile, by)).problems.map(({ kind, message }) => `${kind}: ${message}`)

  it('where modules or texts are not here, and no release is made of it', async () => {
    const lockfile = await lock()
    const other = await createWorkspace('lock-lacks')
    await put(other.actor, 'herons', 'eat gravel')
    const verified = await verify(lockfile, other.actor)
    expect(verified).toMatchObject({ isReproducible: false, isComplete: false, missing: 2, problemCount: 2 })
    expect(await messages(lockfile, other.actor)).toEqual([
      'text: No version of “herons” has the text of version 1. The newest here is version 1.',
      'module: The module “owls” is not here.',
    ])
    await expect(importLockfile(other.actor, { lockfile, name: 'Not here' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('2 of 2 texts of the lockfile are not here.'),
    })
    expect(await prisma.release.count({ where: { workspaceId: other.workspaceId } })).toBe(1)
  })

  it('of a module that was deleted', async () => {
    const lockfile = await lock()
    await deleteModule(actor, { id: 'owls' })
    expect(await messages(lockfile)).toEqual(['module: The module “owls” is not here.'])
  })

  it('of curation since', async () => {
    const lockfile = await lock()
    const entries = [{ anchor: { headingPath: ['herons'], text: 'herons eat fish.' }, keywords: ['egret'] }]
    await saveOverlay(actor, { id: 'herons', baseVersion: 0, entries })
    expect(await messages(lockfile)).toEqual([
      'chunks: Version 1 of “herons” has the text, but is cut into chunks or curated in another way.',
    ])
  })

  it('of policies, vectors and Loadout itself', async () => {
    const lockfile = await lock()
    const [policy] = (await listPolicies(actor, {})).items
    const locked = lockfile.policies[0]!
    const unknown = { ...lockfile, policies: [{ ...locked, version: 7 }] }
    expect(await messages(unknown)).toEqual([`policy: Version 7 of the policy “${locked.id}” is not here.`])
    const changed = { ...lockfile, policies: [{ ...locked, sha256: 'a'.repeat(64) }] }
    expect(await messages(changed)).toEqual([`policy: Version 1 of the policy “${locked.id}” has other settings here.`])
    await prisma.policyVersion.create({
      data: { workspaceId, policyId: policy!.id, version: 2, settings: {} },
    })
    await prisma.policy.update({
      where: { workspaceId_id: { workspaceId, id: policy!.id } },
      data: { activeVersion: 2 },
    })
    expect(await messages(lockfile)).toEqual([
      `policy: The policy “${locked.id}” is at version 2 here. Name version 1 in a request.`,
    ])
    const elsewhere = { ...lockfile, policies: [], index: { ...lockfile.index!, model: 'other' }, loadout: '0.0.1' }
    expect(await messages(elsewhere)).toEqual([
      expect.stringMatching(/^index: Vectors are made by .+ here, by other with \d+ dimensions in the lockfile\.$/),
      expect.stringMatching(/^loadout: Loadout 0\.0\.1 wrote the lockfile/),
    ])
  })
})

describe('refuses', () => {
  it('a file that is none, a module named twice, an id that is taken', async () => {
    const lockfile = await lock()
    const invalid = { code: 'VALIDATION' }
    for (const other of [{ ...lockfile, format: 'npm' }, [], null, 'text']) {
      const message = expect.stringContaining('This is no lockfile of Loadout.')
      await expect(verify(other as never)).rejects.toMatchObject({ ...invalid, message })
    }
    const twice = { ...lockfile, modules: [...lockfile.modules, ...lockfile.modules] }
    await expect(verify(twice)).rejects.toMatchObject({
      ...{ ...invalid, message: expect.stringContaining('The module “herons” is named twice: leave one of them.') },
    })
    const policies = [...lockfile.policies, ...lockfile.policies]
    await expect(verify({ ...lockfile, policies })).rejects.toMatchObject(invalid)
    const later = verify({ ...lockfile, formatVersion: 2 } as never)
    await expect(later).rejects.toMatchObject({
      message: expect.stringContaining('reads lockfiles of the format version 1'),
    })
    const taken = importLockfile(actor, { lockfile, name: 'Again', id: 'production' })
    await expect(taken).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(lock('none')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('one without modules, whichever way', async () => {
    const empty = { ...(await lock()), modules: [] }
    const refused = { code: 'VALIDATION', message: expect.stringContaining('The lockfile names no module') }
    await expect(verify(empty)).rejects.toMatchObject(refused)
    await expect(importLockfile(actor, { lockfile: empty, name: 'Empty' })).rejects.toMatchObject(refused)
    expect(await prisma.release.count({ where: { workspaceId } })).toBe(1)
    await archiveModules(actor, { ids: ['owls', 'herons'] })
    await expect(lock()).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('nothing to lock'),
    })
  })
})
