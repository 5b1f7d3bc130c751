import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { getModule } from '@/lib/services/modules/get-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { deleteQuerySet } from '@/lib/services/query-sets/delete-query-set'
import { getQuerySet } from '@/lib/services/query-sets/get-query-set'
import { listCheckRuns } from '@/lib/services/query-sets/list-check-runs'
import { listQuerySets } from '@/lib/services/query-sets/list-query-sets'
import { runQuerySet } from '@/lib/services/query-sets/run-query-set'
import { updateQuerySet } from '@/lib/services/query-sets/update-query-set'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { createChangeRequest } from './create-change-request'
import { getChangeChecks } from './get-change-checks'
import { getChangeQuerySet } from './get-change-query-set'
import { getChangeRequest } from './get-change-request'
import { mergeChangeRequest } from './merge-change-request'
import { previewChangeEffect } from './preview-change-effect'
import { putChangeEdits } from './put-change-edits'
import { removeChangeQuerySet } from './remove-change-query-set'
import { revertChangeRequest } from './revert-change-request'
import { reviewChangeRequest } from './review-change-request'
import { updateChangeRequest } from './update-change-request'

let workspaceId: string
let actor: Actor
let id: string

const asks = (eats: string) => ({
  id: 'herons',
  text: 'What do herons eat?',
  checks: [{ kind: 'includes' as const, module: 'herons', text: eats }],
})
const edit = { moduleId: 'herons', source: '# Herons\n\nHerons eat snails.\n' }
const propose = async (queries: unknown[], more = {}) =>
  (await createChangeRequest(actor, { title: 'Herons', querySets: [{ querySetId: id, queries }], ...more })).number
const merge = (number: number) => mergeChangeRequest(actor, { number })
const checksOf = async (number: number) => (await getChangeChecks(actor, { number })).items[0]

beforeAll(async () => {
  const workspace = await createTestWorkspace('sets')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await importModules(actor, { files: [{ path: 'herons.md', content: '# Herons\n\nHerons eat fish.\n' }] })
  id = (await createQuerySet(actor, { name: 'Birds', isRequired: true, queries: [asks('fish')] })).id
})

describe('a query set in a change request', () => {
  it('is run as it is proposed, while production is held to the set as it is', async () => {
    const alone = (await createChangeRequest(actor, { title: 'Alone', edits: [edit] })).number
    await expect(merge(alone)).rejects.toThrow('The required query set “Birds” does not hold')
    const number = await propose([asks('snails')], { edits: [edit] })
    expect(await getQuerySet(actor, { id })).toMatchObject({ revision: 1, queries: [asks('fish')] })
    const { releaseId } = await getChangeRequest(actor, { number })
    const release = releaseId!
    const run = await runQuerySet(actor, { id, release })
    const lastRuns = async (input: { release?: string }) =>
      (await listQuerySets(actor, input)).items.map(({ lastRun }) => lastRun?.id)
    // what holds or fails with the change says nothing of production
    expect(await lastRuns({})).not.toContain(run.id)
    expect(await lastRuns({ release })).toEqual([run.id])
    expect((await listCheckRuns(actor, { id, release })).items.map((each) => each.id)).toContain(run.id)
    const { changes } = await previewChangeEffect(actor, { number, querySet: id })
    expect(changes[0]).toMatchObject({ mended: [{ check: { text: 'snails' } }], a: expect.stringContaining('set=') })
    await merge(number)
    expect(await getQuerySet(actor, { id })).toMatchObject({
      revision: 2,
      queries: [asks('snails')],
      lastRun: { setRevision: 1 },
    })
    expect(await getChangeRequest(actor, { number })).toMatchObject({ status: 'merged', querySets: [{ version: 2 }] })
    // what was run in the request is no run of the set
    expect((await listCheckRuns(actor, { id })).items.every(({ setRevision }) => setRevision > 0)).toBe(true)
    const event = await prisma.auditEvent.findFirst({ where: { workspaceId, action: 'querySet.changed', target: id } })
    expect(event?.changes).toMatchObject({ revision: { before: 1, after: 2 } })
  })

  it('is taken back by another request, with what its modules were', async () => {
    const { number, querySets } = await revertChangeRequest(actor, { number: 2 })
    expect(querySets).toMatchObject([{ baseRevision: 2, conflict: null }])
    await merge(number)
    expect(await getQuerySet(actor, { id })).toMatchObject({ revision: 3, queries: [asks('fish')] })
  })

  it('keeps the change back while it fails in its proposed form', async () => {
    const number = await propose([asks('frogs')])
    await expect(merge(number)).rejects.toThrow('The required query set “Birds” does not hold: 1 check fails.')
    expect(await checksOf(number)).toMatchObject({ edit: 'change', isCurrent: true, production: { held: 1 } })
    // the same set at the same state of the release, in another form: the run before says nothing of it
    await removeChangeQuerySet(actor, { number, querySetId: id })
    await putChangeEdits(actor, {
      number,
      querySets: [{ querySetId: id, queries: [{ ...asks('fish'), text: 'Herons?' }] }],
    })
    expect(await checksOf(number)).toMatchObject({ isCurrent: false })
    await merge(number)
    expect((await getQuerySet(actor, { id })).queries[0]).toMatchObject({ text: 'Herons?' })
  })

  it('is merged with everything or not at all, and shows where the set was changed meanwhile', async () => {
    const number = await propose([asks('fish')], {
      edits: [{ ...edit, source: '# Herons\n\nHerons eat fish and rice.\n' }],
    })
    const { revision } = await getQuerySet(actor, { id })
    await updateQuerySet(actor, { id, revision, queries: [asks('fish'), { ...asks('fish'), id: 'again' }] })
    expect(await getChangeRequest(actor, { number })).toMatchObject({
      conflicts: 1,
      querySets: [{ conflict: { kind: 'changed', revision: revision + 1 } }],
    })
    await expect(merge(number)).rejects.toThrow('“Birds” was changed meanwhile. Nothing was merged')
    const { base, current, proposed, currentRevision } = await getChangeQuerySet(actor, { number, querySetId: id })
    expect([base, current, proposed].map((text) => text?.includes('again'))).toEqual([false, true, false])
    const querySets = [{ querySetId: id, content: current!.replace('What do herons', 'What may herons') }]
    await expect(
      putChangeEdits(actor, { number, querySets: [{ ...querySets[0], baseRevision: 1 }] }),
    ).rejects.toMatchObject({ code: 'CONFLICT' })
    await putChangeEdits(actor, { number, querySets: [{ ...querySets[0], baseRevision: currentRevision }] })
    await merge(number)
    const { queries } = await getQuerySet(actor, { id })
    expect(queries.map(({ text }) => text)).toEqual(['What may herons eat?', 'What do herons eat?'])
  })

  it('takes approvals back when it changes, and makes a writer of who changed it', async () => {
    const [ann, bo] = [await createTestUser(workspaceId, 'editor'), await createTestUser(workspaceId, 'editor')]
    const number = await propose([asks('fish')])
    await reviewChangeRequest(ann.actor, { number, verdict: 'approved' })
    expect((await getChangeRequest(actor, { number })).reviews).toMatchObject([{ isStale: false }])
    await putChangeEdits(bo.actor, {
      number,
      querySets: [{ querySetId: id, queries: [{ ...asks('fish'), text: 'Fish?' }] }],
    })
    const { reviews, writerIds } = await getChangeRequest(actor, { number })
    expect(reviews[0]).toMatchObject({ isStale: true, changedSince: expect.arrayContaining([expect.any(String)]) })
    expect(writerIds).toContain(bo.userId)
    await expect(reviewChangeRequest(bo.actor, { number, verdict: 'approved' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  it('makes a set required, and holds the change to it before it is', async () => {
    const { id: querySetId } = await createQuerySet(actor, { name: 'Frogs', queries: [asks('frogs')] })
    const { number } = await createChangeRequest(actor, {
      title: 'Require',
      querySets: [{ querySetId, content: `version: 1\nname: Frogs\nisRequired: true\nqueries:\n${FROGS}` }],
    })
    await expect(merge(number)).rejects.toThrow('“Frogs” does not hold')
    expect(await getQuerySet(actor, { id: querySetId })).toMatchObject({ isRequired: false })
    await deleteQuerySet(actor, { id: querySetId })
    expect((await getChangeRequest(actor, { number })).querySets).toMatchObject([{ conflict: { kind: 'deleted' } }])
    await expect(merge(number)).rejects.toThrow('was deleted meanwhile')
  })

  it('is refused where it changes nothing, has no query, is no set or is too much', async () => {
    const { queries } = await getQuerySet(actor, { id })
    const set = (edits: object) =>
      createChangeRequest(actor, { title: 'Sets', querySets: [{ querySetId: id, ...edits }] })
    await expect(set({ queries })).rejects.toThrow('is like this already')
    await expect(set({ queries: [] })).rejects.toThrow('has no query left')
    await expect(set({ content: 'version: 1\nname: Birds\nqueries: [{ text: x }]' })).rejects.toThrow('Line 3')
    await expect(set({ content: 'x', queries })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(set({ content: 'x'.repeat(LIMITS.querySetBytes + 1) })).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    })
    await expect(set({ querySetId: 'gone', queries })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is read though it has a check that would be refused by now', async () => {
    const old = { labels: [], ...asks('fish'), checks: [{ kind: 'share', section: 'history', atMost: 40 }] }
    const { id: oldId } = await createQuerySet(actor, { name: 'Old', queries: [asks('fish')] })
    await prisma.querySet.update({ where: { workspaceId_id: { workspaceId, id: oldId } }, data: { queries: [old] } })
    const { number } = await createChangeRequest(actor, {
      title: 'Old',
      querySets: [{ querySetId: oldId, queries: [asks('fish')] }],
    })
    const texts = await getChangeQuerySet(actor, { number, querySetId: oldId })
    expect(texts.base).toContain('section: history')
    await expect(propose([old])).rejects.toMatchObject({ code: 'VALIDATION' })
  })
})

const FROGS = '  - text: What do herons eat?\n    checks: [{ kind: includes, module: herons, text: frogs }]\n'

it('names the modules of checks as the change does, and one that it takes out as it was', async () => {
  const namesWith = async (proposed: object) => {
    const { number, releaseId } = await createChangeRequest(actor, {
      title: 'Names',
      edits: [{ moduleId: 'herons', ...proposed }],
    } as never)
    await runQuerySet(actor, { id, release: releaseId! })
    const { moduleNames } = await getChangeChecks(actor, { number })
    await updateChangeRequest(actor, { number, status: 'closed' })
    return moduleNames
  }
  const source = '---\nname: Grey herons\n---\n\n# Herons\n\nHerons eat fish.\n'
  expect(await namesWith({ source })).toEqual({ herons: 'Grey herons' })
  const { name } = await getModule(actor, { id: 'herons' })
  expect(await namesWith({ kind: 'archive' })).toEqual({ herons: name })
})

it('is in conflict with a set of its name, until it is called otherwise', async () => {
  const querySets = [{ kind: 'create', name: 'Owls', queries: [asks('fish')] }]
  const { number } = await createChangeRequest(actor, { title: 'Owls', querySets } as never)
  const { id: owls } = await createQuerySet(actor, { name: 'Owls', queries: [asks('fish')] })
  const conflict = async () => (await getChangeRequest(actor, { number })).querySets.map((set) => set.conflict?.kind)
  expect(await conflict()).toEqual(['named'])
  await expect(merge(number)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: `Another query set is called “Owls”, too. Nothing was merged: give the one in #${number} another name first.`,
  })
  // what the request renames or deletes makes room
  await putChangeEdits(actor, { number, querySets: [{ querySetId: owls, name: 'Barn owls' }] } as never)
  expect(await conflict()).toEqual([undefined, undefined])
  await removeChangeQuerySet(actor, { number, querySetId: owls })
  const [created] = (await getChangeRequest(actor, { number })).querySets
  await putChangeEdits(actor, {
    number,
    querySets: [{ querySetId: created!.querySetId, name: 'Night birds' }],
  } as never)
  expect(await conflict()).toEqual([undefined])
})
