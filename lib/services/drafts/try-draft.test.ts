import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { proposeRelease } from '@/lib/services/change-requests/propose-release'
import { createComposition } from '@/lib/services/compose/create-composition'
import { replayComposition } from '@/lib/services/compose/replay-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { exportLockfile } from '@/lib/services/lockfiles/export-lockfile'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { discardDraft } from '@/lib/services/modules/discard-draft'
import { getModule } from '@/lib/services/modules/get-module'
import { listVersions } from '@/lib/services/modules/list-versions'
import { saveDraft } from '@/lib/services/modules/save-draft'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { deleteRelease } from '@/lib/services/releases/delete-release'
import { listReleases } from '@/lib/services/releases/list-releases'
import { tryDraft } from './try-draft'

const source = (id: string, eats: string) => `# ${id}\n\n${id} eat ${eats} in the morning, and nothing at noon.\n`

let actor: Actor
let workspaceId: string

async function draft(id: string, eats: string): Promise<number> {
  const { draft, version } = await getModule(actor, { id })
  const revision = draft?.revision ?? 0
  await saveDraft(actor, { id, source: source(id, eats), revision, baseVersion: version })
  return revision + 1
}
const ask = async (release?: string) =>
  (await createComposition(actor, { query: 'What do herons eat?', ...(release ? { release } : {}) })).text
const candidates = () => prisma.moduleVersion.count({ where: { workspaceId, version: { lt: 0 } } })
const tried = async () =>
  (await listReleases(actor, { changes: 'with' })).items.filter(({ draftOf }) => draftOf !== null)

beforeAll(async () => {
  const workspace = await createTestWorkspace('tried')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const ids = ['herons', ...Array.from({ length: LIMITS.triedDrafts }, (_, at) => `bird-${at}`)]
  await importModules(actor, { files: ids.map((id) => ({ path: `${id}.md`, content: source(id, 'fish') })) })
})

it('is asked while production answers as before, and again under the same id when it was changed', async () => {
  const first = await tryDraft(actor, { id: 'herons', revision: await draft('herons', 'frogs') })
  expect(first).toMatchObject({ name: 'Draft of herons', draftOf: 'herons', differences: 1 })
  expect(await ask(first.id)).toContain('eat frogs')
  expect(await ask()).toContain('eat fish')
  expect((await getModule(actor, { id: 'herons' })).draft?.source).toContain('frogs')
  expect((await listVersions(actor, { id: 'herons' })).items.map(({ version }) => version)).toEqual([1])
  expect((await listReleases(actor, {})).items.map(({ id }) => id)).not.toContain(first.id)
  const { id: asked } = await createComposition(actor, { query: 'What do herons eat?', release: first.id })
  expect(await replayComposition(actor, { id: asked })).toMatchObject({ isExact: true })

  const again = await tryDraft(actor, { id: 'herons', revision: await draft('herons', 'snails') })
  expect(again.id).toBe(first.id)
  expect(await ask(again.id)).toContain('eat snails')
  expect(await candidates()).toBe(1)
  expect(await storedTerms(workspaceId, again.id)).toEqual(await recountTerms(workspaceId, again.id))
  // what was answered with it before says that its text is gone
  const replayed = await replayComposition(actor, { id: asked })
  expect(replayed.isExact || replayed.redactions.length > 0).toBe(true)
})

it('is changed by its draft alone, and locked nowhere', async () => {
  const [{ id } = { id: '' }] = await tried()
  for (const refused of [proposeRelease, deleteRelease, exportLockfile]) {
    await expect(refused(actor, { id })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('tries out the draft of “herons”'),
    })
  }
})

it('refuses what is no draft, a changed one, and one that could not be published', async () => {
  await expect(tryDraft(actor, { id: 'bird-0', revision: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const revision = await draft('bird-0', 'seeds')
  await expect(tryDraft(actor, { id: 'bird-0', revision: revision + 1 })).rejects.toMatchObject({ code: 'CONFLICT' })
  await saveDraft(actor, { id: 'bird-0', source: '---\npriority: [\n---\n\nText\n', revision, baseVersion: 1 })
  await expect(tryDraft(actor, { id: 'bird-0', revision: revision + 1 })).rejects.toMatchObject({ code: 'VALIDATION' })
  await discardDraft(actor, { id: 'bird-0' })
})

it('goes with its draft at the next one, with its module at once, and makes room when there are many', async () => {
  await discardDraft(actor, { id: 'herons' })
  await tryDraft(actor, { id: 'bird-1', revision: await draft('bird-1', 'seeds') })
  expect((await tried()).map(({ draftOf }) => draftOf)).toEqual(['bird-1'])
  expect(await candidates()).toBe(1)
  await deleteModule(actor, { id: 'bird-1' })
  expect(await tried()).toEqual([])
  expect(await candidates()).toBe(0)
  const ids = ['herons', ...Array.from({ length: LIMITS.triedDrafts }, (_, at) => `bird-${at}`)].filter(
    (id) => id !== 'bird-1',
  )
  for (const id of ids) await tryDraft(actor, { id, revision: await draft(id, 'seeds') })
  expect(await tried()).toHaveLength(LIMITS.triedDrafts)
  await importModules(actor, { files: [{ path: 'late.md', content: source('late', 'fish') }] })
  await tryDraft(actor, { id: 'late', revision: await draft('late', 'seeds') })
  const left = (await tried()).map(({ draftOf }) => draftOf)
  expect(left).toHaveLength(LIMITS.triedDrafts)
  expect(left).not.toContain('herons')
  expect(await candidates()).toBe(LIMITS.triedDrafts)
  expect(await storedTerms(workspaceId)).toEqual(await recountTerms(workspaceId))
})
