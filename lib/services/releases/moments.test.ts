import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { closeDatabase, prisma } from '@/lib/db/client'
import { readMoment } from '@/lib/db/releases/production-moves'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { mergeChangeRequest } from '@/lib/services/change-requests/merge-change-request'
import { proposeRelease } from '@/lib/services/change-requests/propose-release'
import { importModules } from '@/lib/services/imports/import-modules'
import { undoImport } from '@/lib/services/imports/undo-import'
import { exportLockfile } from '@/lib/services/lockfiles/export-lockfile'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { unarchiveModules } from '@/lib/services/modules/unarchive-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { ACCESS_FIXTURES } from '@/lib/services/testing/access/fixtures'
import { createWorld } from '@/lib/services/testing/access/world'
import type { Verb } from '@/lib/services/verb'
import * as VERBS from '@/lib/services/verbs'
import { createRelease } from './create-release'
import { previewMoment } from './preview-moment'

// workers of other test files share the queue
vi.mock('@/lib/db/job-queue', async (original) => ({
  ...(await original<typeof import('@/lib/db/job-queue')>()),
  sendJob: async () => null,
}))

let actor: Actor
let workspaceId: string

const put = (id: string, text: string) =>
  importModules(actor, { files: [{ path: `${id}.md`, content: `# ${id}\n\n${id} ${text}.` }] })
const locked = async (id: string) => (await exportLockfile(actor, { id })).modules
/** A moment at which nothing happens, and a release that was frozen then. */
async function mark(name: string) {
  const { id } = await createRelease(actor, { name, isFrozen: true })
  await new Promise((resolve) => setTimeout(resolve, 5))
  const at = new Date().toISOString()
  await new Promise((resolve) => setTimeout(resolve, 5))
  return { id, at, name }
}

beforeEach(async () => {
  const made = await createTestWorkspace('moments')
  actor = made.actor
  workspaceId = made.workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
})

afterAll(closeDatabase)

describe('a release of a moment in the past', () => {
  it('holds what one does that was frozen then, whatever came, went, changed and came back since', async () => {
    await put('herons', 'eat fish')
    await put('owls', 'eat mice')
    const marks = [await mark('first')]
    await put('herons', 'eat frogs')
    const { importId = '' } = await put('gulls', 'eat crabs')
    marks.push(await mark('second'))
    await archiveModules(actor, { ids: ['owls'] })
    await undoImport(actor, { id: importId })
    marks.push(await mark('third'))
    await unarchiveModules(actor, { ids: ['owls'] })
    const { number } = await proposeRelease(actor, { id: marks[0]!.id })
    await mergeChangeRequest(actor, { number })
    marks.push(await mark('fourth'))
    const texts = await Promise.all(marks.map(({ id }) => locked(id)))
    expect(new Set(texts.map((modules) => JSON.stringify(modules))).size).toBe(4)
    for (const [i, { at, name }] of marks.entries()) {
      const { id, isFrozen } = await createRelease(actor, { name: `${name} again`, at })
      expect(isFrozen).toBe(true)
      expect(await locked(id), name).toEqual(texts[i])
      expect(await previewMoment(actor, { at })).toMatchObject({ modules: texts[i]!.length, goneTotal: 0 })
    }
  })

  it('brings production back when it is promoted', async () => {
    await put('herons', 'eat fish')
    const { at, id } = await mark('before')
    await put('herons', 'eat frogs')
    const past = await createRelease(actor, { name: 'Back', at })
    const { number } = await proposeRelease(actor, { id: past.id })
    await mergeChangeRequest(actor, { number })
    const texts = async (release: string) => (await locked(release)).map(({ sha256 }) => sha256)
    expect(await texts('production')).toEqual(await texts(id))
  })

  it('says what was deleted since, also where another module has its id now', async () => {
    await put('herons', 'eat fish')
    await put('owls', 'eat mice')
    const { at } = await mark('before')
    await deleteModule(actor, { id: 'herons' })
    await put('herons', 'are cranes')
    expect(await previewMoment(actor, { at })).toMatchObject({
      isKnown: true,
      ...{ modules: 1, differences: 1, gone: ['herons'], goneTotal: 1 },
    })
    const { id } = await createRelease(actor, { name: 'Before that', at })
    expect((await locked(id)).map((module) => module.id)).toEqual(['owls'])
    const { at: later } = await mark('after')
    expect(await previewMoment(actor, { at: later })).toMatchObject({ modules: 2, differences: 0, goneTotal: 0 })
  })

  it('is refused where nothing is known of it', async () => {
    const refused = async (at: string, told: string) => {
      const error = { code: 'VALIDATION', message: expect.stringContaining(told) }
      await expect(createRelease(actor, { name: 'No', at })).rejects.toMatchObject(error)
    }
    const early = new Date(Date.now() - 60_000).toISOString()
    await refused(early, 'nothing was published yet')
    expect(await previewMoment(actor, { at: early })).toMatchObject({ since: null, isKnown: false })
    await put('herons', 'eat fish')
    await refused(early, `The moment ${early} is too early: what production held is known from`)
    const { since, isKnown } = await previewMoment(actor, { at: early })
    expect(isKnown).toBe(false)
    expect(await previewMoment(actor, { at: since! })).toMatchObject({ isKnown: true })
    const ahead = new Date(Date.now() + 60_000).toISOString()
    await refused(ahead, `The moment ${ahead} lies ahead: choose one in the past.`)
    await expect(previewMoment(actor, { at: ahead })).rejects.toMatchObject({ code: 'VALIDATION' })
    const entries = [{ moduleId: 'herons', version: 1 }]
    const at = new Date().toISOString()
    await expect(createRelease(actor, { name: 'No', at, entries })).rejects.toMatchObject({ code: 'VALIDATION' })
  })
})

it('knows what production holds after every verb that changes something', async () => {
  const world = await createWorld()
  const writing = (Object.values(VERBS) as Verb<z.ZodType, z.ZodType, unknown[]>[]).filter(
    ({ name, effect }) => effect === 'write' && !ACCESS_FIXTURES[name as keyof typeof VERBS].ownerFails,
  )
  expect(writing.length).toBeGreaterThan(100)
  for (const verb of writing) {
    const fixture = ACCESS_FIXTURES[verb.name as keyof typeof VERBS]
    const output = await verb(world.owner, await fixture.input(world), ...(fixture.rest?.() ?? [])).catch(() => null)
    if (output instanceof ReadableStream) for await (const _ of output);
    const { held } = await readMoment(prisma, world.workspaceId, new Date(Date.now() + 60_000))
    const entries = await prisma.releaseEntry.findMany({
      where: { workspaceId: world.workspaceId, releaseId: 'production', version: { not: null } },
      select: { moduleId: true, version: true },
    })
    expect(Object.fromEntries(held), verb.name).toEqual(
      Object.fromEntries(entries.map(({ moduleId, version }) => [moduleId, version])),
    )
  }
}, 300_000)
