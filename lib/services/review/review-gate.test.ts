import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { closeDatabase, prisma } from '@/lib/db/client'
import { passReview, requireReviewOf } from '@/lib/db/releases/review-gate'
import type { Actor } from '@/lib/services/actor'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { getChangeRequest } from '@/lib/services/change-requests/get-change-request'
import { mergeChangeRequest } from '@/lib/services/change-requests/merge-change-request'
import { putChangeEdits } from '@/lib/services/change-requests/put-change-edits'
import { reviewChangeRequest } from '@/lib/services/change-requests/review-change-request'
import { removeMember } from '@/lib/services/members/remove-member'
import { getModule } from '@/lib/services/modules/get-module'
import { ACCESS_FIXTURES } from '@/lib/services/testing/access/fixtures'
import { writerOf } from '@/lib/services/testing/access/fresh'
import { createWorld, moduleSource, type World } from '@/lib/services/testing/access/world'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import type { Verb } from '@/lib/services/verb'
import * as VERBS from '@/lib/services/verbs'

// Every verb that changes something is called in a workspace that requires review: whatever it does, production stays.

// workers of other test files share the queue: a job of this workspace would change what is compared here
vi.mock('@/lib/db/job-queue', async (original) => ({
  ...(await original<typeof import('@/lib/db/job-queue')>()),
  sendJob: async () => null,
}))

const writing = (Object.values(VERBS) as Verb<z.ZodType, z.ZodType, unknown[]>[]).filter(
  ({ name, effect }) => effect === 'write' && !ACCESS_FIXTURES[name as keyof typeof VERBS].ownerFails,
)
let world: World

beforeAll(async () => {
  world = await createWorld()
}, 120_000)

afterAll(closeDatabase)

const setReview = (review: string) =>
  prisma.workspaceSettings.update({ where: { workspaceId: world.workspaceId }, data: { review } })

/** What retrieval sees in production, by the texts, the curation and the policy that it is of. */
async function readProduction() {
  const { workspaceId } = world
  const entries = await prisma.$queryRaw`
    SELECT e."moduleId", e."version", v."contentHash", v."path",
      (SELECT max(o."version") FROM "OverlayVersion" o
        WHERE o."workspaceId" = e."workspaceId" AND o."moduleId" = e."moduleId") AS "overlay"
    FROM "ReleaseEntry" e
    JOIN "ModuleVersion" v
      ON v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
    WHERE e."workspaceId" = ${workspaceId} AND e."releaseId" = 'production'
    ORDER BY e."moduleId"`
  const rows = await prisma.policy.findMany({ where: { workspaceId }, select: { id: true, activeVersion: true } })
  const policies: Record<string, number> = Object.fromEntries(rows.map(({ id, activeVersion }) => [id, activeVersion]))
  return { entries, policies }
}

describe('production, where review is required', () => {
  it.each(writing.map((verb) => ({ name: verb.name, verb })))('stays as it is under $name', async ({ verb }) => {
    const fixture = ACCESS_FIXTURES[verb.name as keyof typeof VERBS]
    await setReview('off')
    const input = await fixture.input(world)
    await setReview('required')
    const before = await readProduction()
    const output = await verb(world.owner, input, ...(fixture.rest?.() ?? [])).catch((error: unknown) => error)
    if (output instanceof ReadableStream) for await (const _ of output);
    const after = await readProduction()
    expect(after.entries).toEqual(before.entries)
    // nothing names a policy that is new
    expect(after.policies).toMatchObject(before.policies)
  })

  it('is what these verbs would have changed without it', async () => {
    await setReview('off')
    const moving = ['publishModule', 'archiveModules', 'importModules', 'mergeChangeRequest', 'deleteModule'] as const
    for (const name of [...moving, 'saveOverlay', 'restoreVersion', 'undoImport', 'deletePolicy'] as const) {
      const input = await ACCESS_FIXTURES[name].input(world)
      const before = await readProduction()
      await writing.find((verb) => verb.name === name)?.(world.owner, input)
      expect(await readProduction(), name).not.toEqual(before)
    }
  }, 60_000)

  it('keeps its policy, and says what to do instead', async () => {
    const { settings } = (await VERBS.getPolicy(world.owner, { id: 'default' })).versions[0]!
    const { version } = await VERBS.savePolicyVersion(world.owner, { id: 'default', settings })
    await setReview('required')
    const apply = () => VERBS.applyPolicyVersion(world.owner, { id: 'default', version })
    await expect(apply()).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('Propose') })
    await expect(
      VERBS.deletePolicy(world.owner, await ACCESS_FIXTURES.deletePolicy.input(world)),
    ).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await setReview('optional')
    await apply()
  })
})

/** What protected releases hold in place of production's versions. */
const readProtected = () =>
  prisma.release.findMany({
    // a frozen one writes down what production held, and holds that still
    where: { workspaceId: world.workspaceId, isProtected: true, isFrozen: false },
    select: {
      id: true,
      entries: { select: { moduleId: true, version: true }, orderBy: { moduleId: 'asc' } },
    },
    orderBy: { id: 'asc' },
  })

describe('a protected release, where no review is required', () => {
  const protect = (isProtected: boolean) =>
    prisma.release.updateMany({
      where: { workspaceId: world.workspaceId, baseId: { not: null }, changeNumber: null, draftOf: null },
      data: { isProtected },
    })

  /** Makes an input, and then protects every release, one that holds a version of each module among them. */
  async function prepare(name: keyof typeof VERBS) {
    await setReview('off')
    await protect(false)
    const input = await ACCESS_FIXTURES[name].input(world)
    await prisma.release.deleteMany({ where: { workspaceId: world.workspaceId, id: 'staging' } })
    const where = { workspaceId: world.workspaceId, latestVersion: { gt: 0 } }
    const modules = await prisma.module.findMany({ where, select: { id: true } })
    const entries = modules.map(({ id }) => ({ moduleId: id, version: 1 }))
    await VERBS.createRelease(world.owner, { id: 'staging', name: 'Staging', entries })
    return input
  }

  it.each(writing.map((verb) => ({ name: verb.name, verb })))('stays as it is under $name', async ({ verb }) => {
    const name = verb.name as keyof typeof VERBS
    const input = await prepare(name)
    await protect(true)
    const before = await readProtected()
    const output = await verb(world.owner, input, ...(ACCESS_FIXTURES[name].rest?.() ?? [])).catch((error) => error)
    if (output instanceof ReadableStream) for await (const _ of output);
    expect(await readProtected()).toEqual(before)
  })

  it('is what these verbs would have changed without it, and they say why they do not', async () => {
    for (const name of ['setReleaseEntries', 'removeReleaseEntry', 'deleteRelease', 'deleteModule'] as const) {
      const input = await prepare(name)
      const run = () => writing.find((verb) => verb.name === name)?.(world.owner, input)
      await protect(true)
      const before = await readProtected()
      await expect(run(), name).rejects.toMatchObject({
        code: 'FORBIDDEN',
        message: expect.stringContaining('protect'),
      })
      await protect(false)
      await run()
      await protect(true)
      expect(await readProtected(), name).not.toEqual(before)
    }
  }, 60_000)

  it('is protected and freed by admins alone, with a trace; production and a request’s release never', async () => {
    const { workspaceId } = world
    await protect(false)
    const editor = (await createTestUser(workspaceId, 'editor')).actor
    const change = (actor: Actor, id: string, isProtected = true) => VERBS.protectRelease(actor, { id, isProtected })
    await expect(change(editor, 'staging')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await change(world.owner, 'staging')).toMatchObject({ isProtected: true })
    // a second time changes nothing, and says nothing
    await change(world.owner, 'staging')
    await expect(change(editor, 'staging', false)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await change(world.owner, 'staging', false)).toMatchObject({ isProtected: false })
    const where = { workspaceId, action: 'release.protectionChanged', target: 'staging' }
    const events = await prisma.auditEvent.findMany({ where, select: { changes: true }, orderBy: { at: 'asc' } })
    expect(events.map(({ changes }) => changes)).toEqual([
      { isProtected: { before: false, after: true } },
      { isProtected: { before: true, after: false } },
    ])
    await expect(change(world.owner, 'production')).rejects.toMatchObject({ code: 'CONFLICT' })
    const edits = [{ moduleId: 'asked', source: moduleSource('Asked') }]
    const { releaseId } = await createChangeRequest(world.owner, { title: 'Asked', edits })
    await expect(change(world.owner, releaseId!)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('is changed by an approved change request alone, whatever is asked of production', async () => {
    const { id: target } = await VERBS.createRelease(world.owner, { name: 'Guarded', entries: [] })
    const held = async () => (await VERBS.getRelease(world.owner, { id: target })).entries.map(({ version }) => version)
    const edits = [{ moduleId: world.moduleId, kind: 'version' as const, version: null }]
    await VERBS.protectRelease(world.owner, { id: target, isProtected: true })
    const { number } = await createChangeRequest(world.owner, { title: 'Out', target, edits })
    for (const review of ['off', 'optional', 'required']) {
      await setReview(review)
      await expect(mergeChangeRequest(world.owner, { number }), review).rejects.toThrow('It needs the approval')
    }
    await setReview('off')
    const approve = { number, verdict: 'approved' }
    await expect(reviewChangeRequest(world.owner, approve)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await held()).toEqual([])
    await reviewChangeRequest((await createTestUser(world.workspaceId, 'reviewer')).actor, approve)
    await mergeChangeRequest(world.owner, { number })
    expect(await held()).toEqual([null])
    // what anybody may change is not held up, unless somebody wants it changed first
    await VERBS.protectRelease(world.owner, { id: target, isProtected: false })
    await setReview('required')
    const back = [{ moduleId: world.moduleId, kind: 'version' as const, version: 1 }]
    const { number: next } = await createChangeRequest(world.owner, { title: 'In', target, edits: back })
    expect(await mergeChangeRequest(world.owner, { number: next })).toMatchObject({
      review: 'optional',
      status: 'merged',
    })
    await setReview('off')
    await VERBS.deleteRelease(world.owner, { id: target })
  })

  it('is not opened by the review of another release', async () => {
    const { workspaceId } = world
    await setReview('required')
    const { id: releaseId } = await VERBS.createRelease(world.owner, { name: 'Guarded', entries: [] })
    await VERBS.protectRelease(world.owner, { id: releaseId, isProtected: true })
    const keys = [
      { workspaceId, releaseId },
      { workspaceId, releaseId: 'production' },
    ]
    for (const passed of keys) {
      for (const asked of keys) {
        const enter = prisma.$transaction(async (tx) => {
          await passReview(tx, passed)
          await requireReviewOf(tx, asked)
        })
        if (passed === asked) await enter
        else await expect(enter).rejects.toMatchObject({ code: 'FORBIDDEN' })
      }
    }
    await setReview('off')
    await VERBS.protectRelease(world.owner, { id: releaseId, isProtected: false })
    await VERBS.deleteRelease(world.owner, { id: releaseId })
  })

  it('follows production in all other modules', async () => {
    const { id } = await VERBS.createRelease(world.owner, { name: 'Following', entries: [] })
    await VERBS.protectRelease(world.owner, { id, isProtected: true })
    const { modules } = await VERBS.getRelease(world.owner, { id })
    await VERBS.publishModule(world.owner, await ACCESS_FIXTURES.publishModule.input(world))
    expect(await VERBS.getRelease(world.owner, { id })).toMatchObject({ modules: modules + 1, differences: 0 })
    await VERBS.protectRelease(world.owner, { id, isProtected: false })
    await VERBS.deleteRelease(world.owner, { id })
  })
})

describe('production, where a rule wants one more approval than there is', () => {
  let reviewer: Actor
  let author: World['owner']

  beforeAll(async () => {
    reviewer = (await createTestUser(world.workspaceId, 'reviewer')).actor
    author = (await createTestUser(world.workspaceId, 'owner')).actor
    await setReview('off')
    await VERBS.createReviewRule(world.owner, { kind: 'path', pattern: '**', role: 'reviewer', approvals: 2 })
  })

  afterAll(() => prisma.reviewRule.deleteMany({ where: { workspaceId: world.workspaceId } }))

  /** Makes an input; one approval stands for each request that is open. */
  async function prepare(name: keyof typeof VERBS) {
    await setReview('off')
    const input = await ACCESS_FIXTURES[name].input({ ...world, owner: author })
    await setReview('required')
    const open = await prisma.changeRequest.findMany({
      where: { workspaceId: world.workspaceId, status: 'open', reviews: { none: {} } },
    })
    for (const { number } of open) await reviewChangeRequest(reviewer, { number, verdict: 'approved' })
    return input
  }

  const named = writing.filter(({ name }) => /change|merge|review|propose|release/i.test(name))

  it.each(named.map((verb) => ({ name: verb.name, verb })))('stays as it is under $name', async ({ verb }) => {
    const name = verb.name as keyof typeof VERBS
    const input = await prepare(name)
    const before = await readProduction()
    await verb(author, input, ...(ACCESS_FIXTURES[name].rest?.() ?? [])).catch((error: unknown) => error)
    expect((await readProduction()).entries).toEqual(before.entries)
  })

  it('is what the merge would have changed without the rule', async () => {
    expect(named.map(({ name }) => name)).toContain('mergeChangeRequest')
    const input = await prepare('mergeChangeRequest')
    const before = await readProduction()
    await expect(mergeChangeRequest(world.owner, input)).rejects.toThrow('path “**” has 1 of 2 approvals')
    await prisma.reviewRule.deleteMany({ where: { workspaceId: world.workspaceId } })
    await mergeChangeRequest(world.owner, input)
    expect(await readProduction()).not.toEqual(before)
  })
})

describe('a query set that is required to merge, where review is required', () => {
  const check = { kind: 'answered' as const }
  const create = (isRequired: boolean) =>
    VERBS.createQuerySet(world.owner, {
      name: 'Gate',
      isRequired,
      queries: [{ text: 'Why?', checks: [check] }],
    } as never)

  it('is loosened, edited and deleted by change requests alone', async () => {
    await setReview('required')
    const { id, revision } = await create(true)
    const refused = { code: 'FORBIDDEN', message: expect.stringContaining('Propose the change instead') }
    const query = { text: 'Where?', checks: [check] }
    await expect(VERBS.updateQuerySet(world.owner, { id, revision, isRequired: false })).rejects.toMatchObject(refused)
    await expect(VERBS.addCheck(world.owner, { id, query } as never)).rejects.toMatchObject(refused)
    await expect(VERBS.deleteQuerySet(world.owner, { id })).rejects.toMatchObject(refused)
    expect(await VERBS.getQuerySet(world.owner, { id })).toMatchObject({ isRequired: true, revision })
    await setReview('optional')
    await VERBS.updateQuerySet(world.owner, { id, revision, isRequired: false })
    await VERBS.deleteQuerySet(world.owner, { id })
  })

  it('changes freely where it is not required', async () => {
    await setReview('required')
    const { id, revision } = await create(false)
    await VERBS.updateQuerySet(world.owner, { id, revision, name: 'Other' })
    await VERBS.deleteQuerySet(world.owner, { id })
  })
})

describe('a change request that needs an approval', () => {
  const id = 'reviewed'
  const edits = (name: string) => [{ moduleId: id, source: moduleSource(name) }]
  let reviewer: Actor & { kind: 'user' }
  let number: number

  beforeAll(async () => {
    await setReview('required')
    reviewer = (await createTestUser(world.workspaceId, 'reviewer')).actor as typeof reviewer
    number = (await createChangeRequest(world.owner, { title: 'New', edits: edits('First') })).number
  })

  const merge = (actor: Actor = world.owner) => mergeChangeRequest(actor, { number })
  const review = (actor: Actor, verdict: string) => reviewChangeRequest(actor, { number, verdict, comment: 'Read.' })

  it('is not merged without it, and not approved by who wrote it', async () => {
    await expect(merge()).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('approval') })
    await expect(review(world.owner, 'approved')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(review(world.viewer, 'approved')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(review(writerOf(world), 'approved')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('is not approved by who made the key that wrote it', async () => {
    const { workspaceId } = world
    const { userId } = reviewer
    const key: Actor = { kind: 'apiKey', workspaceId, keyId: 'k', name: 'CI', scopes: ['write'], createdById: userId }
    const { number: byKey } = await createChangeRequest(key, { title: 'By key', edits: edits('By key') })
    await expect(reviewChangeRequest(reviewer, { number: byKey, verdict: 'approved' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('You wrote some of this change request'),
    })
    expect((await getChangeRequest(world.owner, { number: byKey })).writerIds).toEqual([userId])
    await VERBS.updateChangeRequest(world.owner, { number: byKey, status: 'closed' })
  })

  it('loses it by an edit that matters, and keeps it over one that does not', async () => {
    expect(await review(reviewer, 'approved')).toMatchObject({ reviewProblem: null })
    await putChangeEdits(world.owner, { number, edits: edits('First') })
    expect(await getChangeRequest(world.owner, { number })).toMatchObject({ reviewProblem: null })
    await putChangeEdits(world.owner, { number, edits: edits('Second') })
    expect(await getChangeRequest(world.owner, { number })).toMatchObject({
      reviews: [{ verdict: 'approved', isStale: true, counts: false }],
      reviewProblem: expect.stringContaining('earlier state'),
    })
    await expect(merge()).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('is kept back by who wants it changed, until they say otherwise', async () => {
    await review(reviewer, 'changes')
    await putChangeEdits(world.owner, { number, edits: edits('Third') })
    await expect(merge()).rejects.toThrow('requested changes')
    await review(reviewer, 'none')
    await expect(merge()).rejects.toThrow('It needs the approval')
    await review(reviewer, 'approved')
    await merge()
    expect(await getModule(world.owner, { id })).toMatchObject({ version: 1, status: 'published' })
  })

  it('does not count an approval of who left, and is bypassed by an admin with a reason alone', async () => {
    const editor = (await createTestUser(world.workspaceId, 'editor')).actor
    number = (await createChangeRequest(editor, { title: 'Next', edits: edits('Next') })).number
    await review(reviewer, 'approved')
    await removeMember(world.owner, { userId: reviewer.userId })
    await expect(merge(editor)).rejects.toThrow('It needs the approval')
    const bypass = { number, bypassReason: 'The page is down.' }
    await expect(mergeChangeRequest(editor, bypass)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const merged = await mergeChangeRequest(world.owner, bypass)
    expect(merged).toMatchObject({ status: 'merged', bypassReason: 'The page is down.' })
    const where = { workspaceId: world.workspaceId, action: 'changeRequest.bypassed' }
    expect(await prisma.auditEvent.findFirst({ where })).toMatchObject({ detail: { reason: 'The page is down.' } })
  })
})
