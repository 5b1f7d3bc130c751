import { beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import type { Actor } from '@/lib/services/actor'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { mergeChangeRequest } from '@/lib/services/change-requests/merge-change-request'
import { proposeRelease } from '@/lib/services/change-requests/propose-release'
import { putChangeEdits } from '@/lib/services/change-requests/put-change-edits'
import { removeChangeEdit } from '@/lib/services/change-requests/remove-change-edit'
import { removeChangePolicy } from '@/lib/services/change-requests/remove-change-policy'
import { updateChangeRequest } from '@/lib/services/change-requests/update-change-request'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { exportLockfile } from '@/lib/services/lockfiles/export-lockfile'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { getQuerySet } from '@/lib/services/query-sets/get-query-set'
import { listQuerySets } from '@/lib/services/query-sets/list-query-sets'
import { createRelease } from './create-release'
import { getRelease } from './get-release'
import { protectRelease } from './protect-release'
import { removeReleaseEntry } from './remove-release-entry'
import { setReleaseEntries } from './set-release-entries'

let actor: Actor
let workspaceId: string

const source = (text: string) => `# Herons\n\nHerons ${text}.`
const put = (text: string) => importModules(actor, { files: [{ path: 'herons.md', content: source(text) }] })
const ask = async (release?: string) => (await createComposition(actor, { query: 'What do herons eat?', release })).text
const conflict = (message: string) => ({ code: 'CONFLICT', message: expect.stringContaining(message) })

beforeEach(async () => {
  const workspace = await createTestWorkspace('beginnings')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  for (const food of ['fish', 'frogs']) await put(`eat ${food}`)
})

async function expectTermsCounted(id: string): Promise<void> {
  expect(await storedTerms(workspaceId, id)).toEqual(await recountTerms(workspaceId, id))
}

describe('a release that begins as another', () => {
  it('holds what that holds, and goes its own way', async () => {
    await createRelease(actor, { id: 'staging', name: 'Staging', entries: [{ moduleId: 'herons', version: 1 }] })
    const next = await createRelease(actor, { id: 'next', name: 'Next', from: 'staging' })
    expect(next).toMatchObject({ baseId: 'production', isFrozen: false, entries: [{ moduleId: 'herons', version: 1 }] })
    expect(await ask('next')).toContain('eat fish')
    await expectTermsCounted('next')
    await removeReleaseEntry(actor, { id: 'staging', moduleId: 'herons' })
    expect(await ask('staging')).toContain('eat frogs')
    expect(await ask('next')).toContain('eat fish')
    const created = { workspaceId, action: 'release.created', target: 'next' }
    expect(await prisma.auditEvent.findFirst({ where: created })).toMatchObject({
      changes: { baseId: { after: 'staging' } },
    })
  })

  it('takes of a frozen one what production holds otherwise, and follows it in the rest', async () => {
    await createRelease(actor, { id: 'spring', name: 'Spring', isFrozen: true })
    await put('eat eels')
    const again = await createRelease(actor, { id: 'again', name: 'Again', from: 'spring', isFrozen: true })
    expect(again.entries).toMatchObject([{ moduleId: 'herons', version: 2, baseVersion: 3 }])
    await createRelease(actor, { id: 'open', name: 'Open', from: 'again' })
    await put('eat newts')
    for (const id of ['spring', 'again', 'open']) expect(await ask(id), id).toContain('eat frogs')
    await importModules(actor, { files: [{ path: 'gulls.md', content: '# Gulls\n\nHerons eat gulls.' }] })
    expect(await ask('open')).toContain('eat gulls')
    expect(await ask('again')).not.toContain('eat gulls')
  })

  it('takes what is named beside it in place of what it begins with', async () => {
    await createRelease(actor, { id: 'staging', name: 'Staging', entries: [{ moduleId: 'herons', version: 1 }] })
    const entries = [{ moduleId: 'herons', version: null }]
    const { modules } = await createRelease(actor, { name: 'Next', from: 'staging', entries })
    expect(modules).toBe(0)
  })

  it('begins as production where that is named', async () => {
    expect(await createRelease(actor, { name: 'Next', from: 'production' })).toMatchObject({ entries: [] })
  })
})

describe('a release that begins as a change request', () => {
  let number: number

  beforeEach(async () => {
    const edits = [
      { moduleId: 'herons', source: source('eat crabs') },
      { moduleId: 'storks', source: '# Storks\n\nHerons eat storks.' },
    ]
    number = (await createChangeRequest(actor, { title: 'Crabs', edits })).number
    await createRelease(actor, { id: 'staging', name: 'Staging', from: `change-${number}` })
  })

  it('holds what is proposed, and says where', async () => {
    expect(await ask('staging')).toContain('eat crabs')
    expect(await ask('staging')).toContain('eat storks')
    const { entries } = await getRelease(actor, { id: 'staging' })
    expect(entries).toMatchObject([
      { moduleId: 'herons', baseVersion: 2, proposedIn: number },
      { moduleId: 'storks', baseVersion: null, proposedIn: number },
    ])
    await expectTermsCounted('staging')
  })

  it('follows its edits, and holds the versions that they become', async () => {
    await putChangeEdits(actor, { number, edits: [{ moduleId: 'herons', source: source('eat snails') }] })
    expect(await ask('staging')).toContain('eat snails')
    await expectTermsCounted('staging')
    await mergeChangeRequest(actor, { number })
    await put('eat slugs')
    expect(await ask('staging')).toContain('eat snails')
    const { entries } = await getRelease(actor, { id: 'staging' })
    expect(entries).toMatchObject([
      { moduleId: 'herons', version: 3, baseVersion: 4, proposedIn: null },
      { moduleId: 'storks', version: 1, baseVersion: 1, proposedIn: null },
    ])
    expect(await exportLockfile(actor, { id: 'staging' })).toMatchObject({ release: { name: 'Staging' } })
  })

  it('takes in what is added to it later, and lets go of what is taken out', async () => {
    await importModules(actor, { files: [{ path: 'owls.md', content: '# Owls\n\nHerons eat owls.' }] })
    const added = [
      { moduleId: 'gulls', source: '# Gulls\n\nHerons eat gulls.' },
      { moduleId: 'owls', kind: 'archive' },
    ]
    await putChangeEdits(actor, { number, edits: added } as never)
    expect(await ask('staging')).toContain('eat gulls')
    expect(await ask('staging')).not.toContain('eat owls')
    await expectTermsCounted('staging')
    for (const moduleId of ['owls', 'herons']) await removeChangeEdit(actor, { number, moduleId })
    expect(await ask('staging')).toContain('eat owls')
    expect(await ask('staging')).toContain('eat frogs')
    const { entries, follows } = await getRelease(actor, { id: 'staging' })
    expect(follows).toBe(number)
    expect(entries.map(({ moduleId }) => moduleId)).toEqual(['gulls', 'storks'])
    await expectTermsCounted('staging')
  })

  it('composes with the policies of the request until that ends', async () => {
    const { rerank } = DEFAULT_POLICY_SETTINGS
    const settings = { ...DEFAULT_POLICY_SETTINGS, rerank: { ...rerank, topN: rerank.topN + 1 } }
    const policyOf = async (release: string) =>
      (await createComposition(actor, { query: 'What do herons eat?', release })).trace.policy.version
    expect(await policyOf('staging')).toBe(1)
    await putChangeEdits(actor, { number, policies: [{ policyId: 'default', settings }] })
    const proposed = await policyOf(`change-${number}`)
    expect(proposed).toBeLessThan(0)
    expect(await policyOf('staging')).toBe(proposed)
    await removeChangePolicy(actor, { number, policyId: 'default' })
    expect(await policyOf('staging')).toBe(1)
    await putChangeEdits(actor, { number, policies: [{ policyId: 'default', settings }] })
    expect(await policyOf('staging')).toBeLessThan(0)
    await updateChangeRequest(actor, { number, status: 'closed' })
    expect(await policyOf('staging')).toBe(1)
  })

  it('composes with the policy that the request became', async () => {
    const { rerank } = DEFAULT_POLICY_SETTINGS
    const settings = { ...DEFAULT_POLICY_SETTINGS, rerank: { ...rerank, topN: rerank.topN + 1 } }
    await putChangeEdits(actor, { number, policies: [{ policyId: 'default', settings }] })
    await mergeChangeRequest(actor, { number })
    const { trace } = await createComposition(actor, { query: 'What do herons eat?', release: 'staging' })
    expect(trace.policy.version).toBe(2)
  })

  it('sees query sets as the request wants them until that ends', async () => {
    const queries = [{ text: 'What do herons eat?', checks: [{ kind: 'answered' }], labels: [] }]
    const { id } = await createQuerySet(actor, { name: 'Birds', queries } as never)
    const querySets = [{ querySetId: id, name: 'Birds of the marsh', queries: [...queries, ...queries] }]
    await putChangeEdits(actor, { number, querySets } as never)
    const namesIn = async (release: string) => (await listQuerySets(actor, { release })).items.map(({ name }) => name)
    expect(await namesIn('staging')).toEqual(['Birds of the marsh'])
    expect(await namesIn('production')).toEqual(['Birds'])
    expect(await getQuerySet(actor, { id, release: 'staging' })).toMatchObject({ proposal: { number }, checks: 2 })
    await updateChangeRequest(actor, { number, status: 'closed' })
    expect(await namesIn('staging')).toEqual(['Birds'])
  })

  it('keeps what somebody changed in the release itself', async () => {
    await setReleaseEntries(actor, { id: 'staging', entries: [{ moduleId: 'herons', version: 1 }] })
    await removeReleaseEntry(actor, { id: 'staging', moduleId: 'storks' })
    const edits = ['herons', 'storks'].map((moduleId) => ({ moduleId, source: source(`eat ${moduleId} again`) }))
    await putChangeEdits(actor, { number, edits } as never)
    const { entries } = await getRelease(actor, { id: 'staging' })
    expect(entries).toMatchObject([{ moduleId: 'herons', version: 1 }])
  })

  it('is followed by what begins as the release, and by nothing once it has ended', async () => {
    await createRelease(actor, { id: 'next', name: 'Next', from: 'staging' })
    await putChangeEdits(actor, { number, edits: [{ moduleId: 'gulls', source: '# Gulls\n\nHerons eat gulls.' }] })
    expect(await ask('next')).toContain('eat gulls')
    await mergeChangeRequest(actor, { number })
    for (const id of ['staging', 'next']) expect(await getRelease(actor, { id })).toMatchObject({ follows: null })
    expect(await protectRelease(actor, { id: 'staging', isProtected: true })).toMatchObject({ isProtected: true })
  })

  it('leaves a release that archives by it as production is once the request is closed', async () => {
    await importModules(actor, { files: [{ path: 'owls.md', content: '# Owls\n\nHerons eat owls.' }] })
    const { number: other } = await createChangeRequest(actor, {
      title: 'No owls',
      edits: [{ moduleId: 'owls', kind: 'archive' }],
    } as never)
    await createRelease(actor, { id: 'quiet', name: 'Quiet', from: `change-${other}` })
    expect(await ask('quiet')).not.toContain('eat owls')
    const refused = conflict(`follows the change request #${other}`)
    await expect(protectRelease(actor, { id: 'quiet', isProtected: true })).rejects.toMatchObject(refused)
    await expect(exportLockfile(actor, { id: 'quiet' })).rejects.toMatchObject(refused)
    await updateChangeRequest(actor, { number: other, status: 'closed' })
    expect(await ask('quiet')).toContain('eat owls')
    expect(await getRelease(actor, { id: 'quiet' })).toMatchObject({ entries: [], follows: null })
  })

  it('is production again once the request is closed', async () => {
    await updateChangeRequest(actor, { number, status: 'closed' })
    expect(await ask('staging')).toContain('eat frogs')
    expect(await getRelease(actor, { id: 'staging' })).toMatchObject({ entries: [] })
    await expectTermsCounted('staging')
    expect(await prisma.moduleVersion.count({ where: { workspaceId, version: { lt: 0 } } })).toBe(0)
  })

  it('is not frozen, protected, locked, promoted or a target before that', async () => {
    const refused = conflict(`“Herons” as the change request #${number} proposes it`)
    const from = `change-${number}`
    await expect(createRelease(actor, { name: 'Kept', from, isFrozen: true })).rejects.toMatchObject(refused)
    await expect(createRelease(actor, { name: 'Kept', from: 'staging', isFrozen: true })).rejects.toMatchObject(refused)
    await expect(protectRelease(actor, { id: 'staging', isProtected: true })).rejects.toMatchObject(refused)
    await expect(exportLockfile(actor, { id: 'staging' })).rejects.toMatchObject(refused)
    await expect(proposeRelease(actor, { id: 'staging' })).rejects.toMatchObject(refused)
    const into = { title: 'Back', target: 'staging', edits: [{ moduleId: 'herons', kind: 'version', version: 1 }] }
    await expect(createChangeRequest(actor, into as never)).rejects.toMatchObject(refused)
    expect(await prisma.release.count({ where: { workspaceId, name: 'Kept' } })).toBe(0)
  })
})
