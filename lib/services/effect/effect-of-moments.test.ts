import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { closeDatabase, prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { proposeRelease } from '@/lib/services/change-requests/propose-release'
import { saveOverlay } from '@/lib/services/chunk-overlays/save-overlay'
import { compareCompositions } from '@/lib/services/compare/compare-compositions'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { exportLockfile } from '@/lib/services/lockfiles/export-lockfile'
import { listChunks } from '@/lib/services/modules/list-chunks'
import { applyPolicyVersion } from '@/lib/services/policies/apply-policy-version'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { savePolicyVersion } from '@/lib/services/policies/save-policy-version'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { listReleases } from '@/lib/services/releases/list-releases'
import { previewMoment } from '@/lib/services/releases/preview-moment'
import { previewEffectBetween } from './preview-effect-between'

// workers of other test files share the queue
vi.mock('@/lib/db/job-queue', async (original) => ({
  ...(await original<typeof import('@/lib/db/job-queue')>()),
  sendJob: async () => null,
}))

let actor: Actor
let workspaceId: string
let querySet: string

const put = (id: string, text: string) =>
  importModules(actor, { files: [{ path: `${id}.md`, content: `# ${id}\n\n${id} ${text}.` }] })
/** A moment at which nothing happens. */
async function now(): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 5))
  const at = new Date().toISOString()
  await new Promise((resolve) => setTimeout(resolve, 5))
  return at
}
const applySettings = async (metadata: 'full' | 'none') => {
  const settings = { ...DEFAULT_POLICY_SETTINGS, format: { ...DEFAULT_POLICY_SETTINGS.format, metadata } }
  const { version } = await savePolicyVersion(actor, { id: 'default', settings })
  await applyPolicyVersion(actor, { id: 'default', version })
}

beforeEach(async () => {
  const made = await createTestWorkspace('effect-moments')
  actor = made.actor
  workspaceId = made.workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  // what began with the workspace is in its audit log
  const audit = { workspaceId, id: 'aud_first', actorKind: 'system', actorName: 'Loadout', action: 'workspace.created' }
  await prisma.auditEvent.create({ data: audit })
  await put('herons', 'eat fish')
  await put('owls', 'sleep by day')
  const check = { kind: 'includes', module: 'herons', text: 'eat fish' }
  const queries = [{ text: 'What do herons eat?', checks: [check] }]
  querySet = (await createQuerySet(actor, { name: 'Birds', queries } as never)).id
})

afterAll(closeDatabase)

it('is composed with the versions, the policy and the curation of then', async () => {
  const at = await now()
  await put('herons', 'eat frogs')
  await applySettings('full')
  const effect = await previewEffectBetween(actor, { before: { at }, after: {}, querySet })
  expect(effect.changes).toMatchObject([{ broken: [{ check: { text: 'eat fish' } }], mended: [] }])
  const { a, b } = await compareCompositions(actor, { a: effect.changes[0]!.a, b: effect.changes[0]!.b })
  expect([a.policy.version, b.policy.version]).toEqual([1, 2])
  expect([a.momentAt, b.momentAt]).toEqual([at, null])
  // the address names the moment: it outlives the release that stands for it
  await prisma.release.deleteMany({ where: { workspaceId, momentAt: { not: null } } })
  const again = await compareCompositions(actor, { a: effect.changes[0]!.a, b: effect.changes[0]!.b })
  expect(again).toMatchObject({ a: { momentAt: at, policy: { version: 1 } }, isEqual: false })
  // and the other way round, of the questions that were asked
  await createComposition(actor, { query: 'What do herons eat?' })
  const asked = await previewEffectBetween(actor, { before: {}, after: { at } })
  expect(asked.changes).toHaveLength(1)
  expect(asked.changes[0]!.b).toContain(`;at=${encodeURIComponent(at)}`)
  expect(await previewMoment(actor, { at })).toMatchObject({
    policies: [{ id: 'default', name: 'Default', version: 1 }],
    curated: { ofThen: 0, isAll: true },
  })
})

it('curates as it was curated then, and no release that people see knows of it', async () => {
  const [chunk] = (await listChunks(actor, { id: 'herons' })).items
  const at = await now()
  const entries = [{ anchor: { headingPath: chunk!.headingPath, text: chunk!.text }, isExcluded: true }]
  await saveOverlay(actor, { id: 'herons', baseVersion: 0, entries, message: '' })
  const later = await now()
  const effect = await previewEffectBetween(actor, { before: { at }, after: {}, querySet })
  expect(effect.changes.map(({ broken }) => broken.length)).toEqual([1])
  expect(await previewMoment(actor, { at })).toMatchObject({ policies: [], curated: { ofThen: 1, isAll: true } })
  expect(await previewMoment(actor, { at: later })).toMatchObject({ curated: { ofThen: 0 } })
  const unchanged = await previewEffectBetween(actor, { before: { at: later }, after: {}, querySet })
  expect(unchanged).toMatchObject({ unchanged: 1, changes: [] })
  for (const changes of ['with', 'without']) expect((await listReleases(actor, { changes })).total).toBe(1)
  const { id } = await prisma.release.findFirstOrThrow({
    where: { workspaceId, momentAt: { lte: at } },
    select: { id: true },
  })
  await expect(proposeRelease(actor, { id })).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(exportLockfile(actor, { id })).rejects.toMatchObject({ code: 'CONFLICT' })
})

it('is of then also where somebody opened it before the policy and the curation changed', async () => {
  const since = Date.parse(await now())
  let opened = 0
  // another moment each time, and nothing changed between them
  const open = () => {
    const at = new Date(since + opened++).toISOString()
    return previewEffectBetween(actor, { before: { at }, after: {}, querySet })
  }
  expect((await open()).changes).toEqual([])
  await applySettings('full')
  const { changes } = await open()
  const { a, b } = await compareCompositions(actor, { a: changes[0]!.a, b: changes[0]!.b })
  expect([a.policy.version, b.policy.version]).toEqual([1, 2])
  const [chunk] = (await listChunks(actor, { id: 'herons' })).items
  const entries = [{ anchor: { headingPath: chunk!.headingPath, text: chunk!.text }, isExcluded: true }]
  await saveOverlay(actor, { id: 'herons', baseVersion: 0, entries, message: '' })
  expect((await open()).changes.map(({ broken }) => broken.length)).toEqual([1])
  expect(await prisma.release.count({ where: { workspaceId, momentAt: { not: null } } })).toBe(1)
})

it('keeps a moment for the next question, and the latest of them', async () => {
  const first = await now()
  await put('herons', 'eat frogs')
  const count = () => prisma.release.count({ where: { workspaceId, momentAt: { not: null } } })
  const both = [1, 2].map(() => previewEffectBetween(actor, { before: { at: first }, after: {}, querySet }))
  for (const { changes } of await Promise.all(both)) expect(changes).toHaveLength(1)
  expect(await count()).toBe(1)
  // moments between which nothing changed are one
  const later = [await now(), await now()]
  for (const at of later) await previewEffectBetween(actor, { before: { at }, after: {}, querySet })
  expect(await count()).toBe(2)
  const [oldest] = await prisma.release.findMany({
    where: { workspaceId, momentAt: { not: null } },
    orderBy: { momentAt: 'asc' },
    select: { id: true },
  })
  const others = Array.from({ length: LIMITS.openedMoments - 1 }, (_, i) => ({
    ...{ workspaceId, id: `moment_${i}`, baseId: 'production', isFrozen: true },
    momentAt: new Date(Date.UTC(2026, 0, 1 + i)),
  }))
  await prisma.release.createMany({ data: others })
  await put('owls', 'sleep all day')
  await previewEffectBetween(actor, { before: { at: await now() }, after: {}, querySet })
  expect(await count()).toBe(LIMITS.openedMoments)
  expect(await prisma.release.count({ where: { workspaceId, id: oldest!.id } })).toBe(0)
})

it('says where the policies of then are not known, and refuses what is no moment of production', async () => {
  const at = await now()
  await applySettings('full')
  await prisma.auditEvent.deleteMany({ where: { workspaceId, at: { lt: at } } })
  expect((await previewMoment(actor, { at })).policies).toBeNull()
  const between = (side: object) => previewEffectBetween(actor, { before: side, after: {}, querySet })
  expect((await between({ at })).changes).toEqual([])
  const refused = { code: 'VALIDATION' }
  await expect(between({ at: '1999-01-01T00:00:00Z' })).rejects.toMatchObject(refused)
  await expect(between({ at: new Date(Date.now() + 60_000).toISOString() })).rejects.toMatchObject(refused)
  await expect(between({ at, release: 'production' })).rejects.toMatchObject(refused)
  await expect(previewEffectBetween(actor, { before: { at }, after: { at } })).rejects.toMatchObject(refused)
})
