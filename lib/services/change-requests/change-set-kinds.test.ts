import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import { type Actor, whoOf } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { deleteQuerySet } from '@/lib/services/query-sets/delete-query-set'
import { getCheckRun } from '@/lib/services/query-sets/get-check-run'
import { getQuerySet } from '@/lib/services/query-sets/get-query-set'
import { listCheckRuns } from '@/lib/services/query-sets/list-check-runs'
import { listQuerySets } from '@/lib/services/query-sets/list-query-sets'
import { restoreQuerySet } from '@/lib/services/query-sets/restore-query-set'
import { runQuerySet } from '@/lib/services/query-sets/run-query-set'
import { updateQuerySet } from '@/lib/services/query-sets/update-query-set'
import { changeReview } from '@/lib/services/review/change-review'
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

let workspaceId: string
let actor: Actor

const asks = (eats: string) => ({
  id: 'herons',
  text: 'What do herons eat?',
  checks: [{ kind: 'includes' as const, module: 'herons', text: eats }],
})
const snails = { moduleId: 'herons', source: '# Herons\n\nHerons eat snails.\n' }
const propose = async (querySets: unknown[], more = {}) => {
  const change = await createChangeRequest(actor, { title: 'Sets', querySets, ...more })
  return { number: change.number, querySetId: change.querySets[0]!.querySetId, release: change.releaseId! }
}
const merge = (number: number) => mergeChangeRequest(actor, { number })
const editOf = async (number: number) => (await getChangeRequest(actor, { number })).querySets[0]
const checksOf = async (number: number, querySetId: string) =>
  (await getChangeChecks(actor, { number })).items.find((set) => set.querySetId === querySetId)
const names = async () => (await listQuerySets(actor, {})).items.map(({ name }) => name)
const auditOf = async (target: string) =>
  (await prisma.auditEvent.findMany({ where: { workspaceId, target } })).map(({ action }) => action).toSorted()

beforeAll(async () => {
  const workspace = await createTestWorkspace('set-kinds')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await importModules(actor, { files: [{ path: 'herons.md', content: '# Herons\n\nHerons eat fish.\n' }] })
})

describe('a query set that a change request creates', () => {
  it('is run with its wording before it is there, and there once it is merged', async () => {
    const { number, querySetId, release } = await propose(
      [{ kind: 'create', name: 'Birds', isRequired: true, queries: [asks('snails')] }],
      { edits: [snails] },
    )
    expect(await editOf(number)).toMatchObject({ kind: 'create', name: 'Birds', baseRevision: 0, queries: 1 })
    expect(await getChangeQuerySet(actor, { number, querySetId })).toMatchObject({ base: null, current: null })
    expect(await names()).toEqual([])
    await expect(getQuerySet(actor, { id: querySetId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(runQuerySet(actor, { id: querySetId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(restoreQuerySet(actor, { id: querySetId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const { changes } = await previewChangeEffect(actor, { number, querySet: querySetId })
    expect(changes[0]).toMatchObject({ mended: [{ check: { text: 'snails' } }] })
    const run = await runQuerySet(actor, { id: querySetId, release })
    expect(await getCheckRun(actor, { id: run.id })).toMatchObject({ status: 'done', held: 1, results: [{}] })
    expect(await checksOf(number, querySetId)).toMatchObject({ edit: 'create', isRequired: true, isCurrent: true })
    expect(await getQuerySet(actor, { id: querySetId, release })).toMatchObject({
      ...{ name: 'Birds', queries: [asks('snails')], checks: 1, lastRun: { id: run.id } },
      proposal: { number, isNew: true, revision: 1 },
    })
    expect((await listCheckRuns(actor, { id: querySetId, release })).items).toMatchObject([{ id: run.id }])
    expect((await listQuerySets(actor, { release })).items).toMatchObject([
      { id: querySetId, name: 'Birds', queries: 1, checks: 1, lastRun: { id: run.id } },
    ])
    await merge(number)
    await expect(getQuerySet(actor, { id: querySetId, release })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await getQuerySet(actor, { id: querySetId })).toMatchObject({
      ...{ name: 'Birds', isRequired: true, revision: 1, lastRun: null, proposal: null },
      queries: [asks('snails')],
    })
    expect(await editOf(number)).toMatchObject({ kind: 'create', version: 1 })
    expect(await auditOf(querySetId)).toEqual(['querySet.created'])
  })

  it('keeps the merge back while it fails, without a run on production, which does not know it', async () => {
    const { number, querySetId } = await propose([
      { kind: 'create', name: 'Frogs', isRequired: true, queries: [asks('frogs')] },
    ])
    await expect(merge(number)).rejects.toThrow('The required query set “Frogs” does not hold: 1 check fails.')
    expect(await prisma.checkRun.count({ where: { workspaceId, querySetId, releaseId: 'production' } })).toBe(0)
    expect(await checksOf(number, querySetId)).toMatchObject({
      failing: [{ inProduction: null }],
      production: null,
      run: { failed: 1 },
    })
    // what is changed of it stays a set to create
    await putChangeEdits(actor, { number, querySets: [{ querySetId, isRequired: false }] })
    expect(await editOf(number)).toMatchObject({ kind: 'create', revision: 2, queries: 1 })
    await merge(number)
    expect(await getQuerySet(actor, { id: querySetId })).toMatchObject({ isRequired: false, revision: 1 })
    await deleteQuerySet(actor, { id: querySetId })
  })

  it('leaves nothing behind when it is taken out, and outlives what clears deleted sets away', async () => {
    const { number, querySetId, release } = await propose([{ kind: 'create', name: 'Gone', queries: [asks('fish')] }])
    await runQuerySet(actor, { id: querySetId, release })
    const old = new Date(Date.now() - (LIMITS.querySetUndoDays + 1) * 24 * 60 * 60 * 1000)
    await prisma.querySet.updateMany({ where: { workspaceId, deletedAt: { not: null } }, data: { deletedAt: old } })
    const { id } = await createQuerySet(actor, { name: 'Clears' })
    await deleteQuerySet(actor, { id })
    expect(await prisma.checkRun.count({ where: { workspaceId, querySetId } })).toBe(1)
    await expect(putChangeEdits(actor, { number, querySets: [{ querySetId, kind: 'delete' }] })).rejects.toThrow(
      'take it out there',
    )
    await removeChangeQuerySet(actor, { number, querySetId })
    expect(await prisma.querySet.count({ where: { workspaceId, id: querySetId } })).toBe(0)
  })

  it('is refused without a name, with an id that is taken, and when there is no room for it', async () => {
    const [birds] = (await listQuerySets(actor, {})).items
    const create = (set: object) => propose([{ kind: 'create', ...set }])
    await expect(create({ queries: [asks('fish')] })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(create({ name: 'Birds', querySetId: birds!.id })).rejects.toThrow('of this id already')
    await expect(propose([{ kind: 'delete', querySetId: birds!.id, queries: [] }])).rejects.toMatchObject({
      code: 'VALIDATION',
    })
    await expect(propose([{ kind: 'delete', querySetId: 'gone' }])).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const { number } = await create({ content: `version: 1\nname: Last\nqueries:\n${FISH}` })
    const room = Array.from({ length: LIMITS.querySetsPerWorkspace - 1 }, (_, i) => ({
      ...{
        workspaceId,
        id: `full-${i}`,
        name: 'Full',
        queries: [],
        queryCount: 0,
        checkCount: 0,
        editedBy: whoOf(actor),
      },
    }))
    await prisma.querySet.createMany({ data: room })
    await expect(merge(number)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
    // what the same request deletes makes room
    await putChangeEdits(actor, { number, querySets: [{ kind: 'delete', querySetId: 'full-0' }] })
    await merge(number)
    expect(await names()).toContain('Last')
    await prisma.querySet.deleteMany({ where: { workspaceId, name: { in: ['Full', 'Last'] } } })
  })
})

describe('a query set that a change request deletes', () => {
  it('is required until the merge, is gone with it, and comes back by a revert', async () => {
    const [birds] = (await listQuerySets(actor, {})).items
    const querySetId = birds!.id
    const edit = { moduleId: 'herons', source: '# Herons\n\nHerons eat fish.\n' }
    const { number } = await propose([{ kind: 'delete', querySetId }], { edits: [edit] })
    expect(await editOf(number)).toMatchObject({ kind: 'delete', name: 'Birds', conflict: null, queries: 1 })
    expect(await getChangeQuerySet(actor, { number, querySetId })).toMatchObject({ proposed: null })
    await expect(merge(number)).rejects.toThrow('The required query set “Birds” does not hold')
    expect(await checksOf(number, querySetId)).toMatchObject({
      ...{ edit: 'delete', isRequired: true, isCurrent: true },
      failing: [{ inProduction: 'holds' }],
    })
    await putChangeEdits(actor, { number, edits: [{ ...snails, source: `${snails.source}\nAnd mice.\n` }] })
    await merge(number)
    expect(await names()).toEqual([])
    expect(await auditOf(querySetId)).toEqual(['querySet.created', 'querySet.deleted'])
    const back = await revertChangeRequest(actor, { number })
    expect(back.querySets).toMatchObject([{ kind: 'create', name: 'Birds', conflict: null }])
    await merge(back.number)
    expect(await getQuerySet(actor, { id: querySetId })).toMatchObject({ name: 'Birds', isRequired: true, revision: 2 })
    const again = await revertChangeRequest(actor, { number: back.number })
    expect(again.querySets).toMatchObject([{ kind: 'delete', baseRevision: 2, conflict: null }])
    await removeChangeQuerySet(actor, { number: again.number, querySetId })
  })

  it('comes back by a revert also when its deletion was long ago', async () => {
    const { id: querySetId } = await createQuerySet(actor, { name: 'Long', queries: [asks('fish')] })
    const { number } = await propose([{ kind: 'delete', querySetId }])
    await merge(number)
    await prisma.querySet.deleteMany({ where: { workspaceId, id: querySetId } })
    await merge((await revertChangeRequest(actor, { number })).number)
    expect(await getQuerySet(actor, { id: querySetId })).toMatchObject({ name: 'Long', revision: 2 })
  })

  it('shows where production moved on, and takes its state over', async () => {
    const { id: querySetId, revision } = await createQuerySet(actor, { name: 'Moves', queries: [asks('fish')] })
    const gone = await propose([{ kind: 'delete', querySetId }])
    const changed = await updateQuerySet(actor, { id: querySetId, revision, queries: [asks('rice')] })
    expect(await editOf(gone.number)).toMatchObject({ conflict: { kind: 'changed', revision: changed.revision } })
    await expect(merge(gone.number)).rejects.toThrow('Nothing was merged')
    expect(await names()).toContain('Moves')
    const edit = { kind: 'delete', querySetId, baseRevision: changed.revision }
    await putChangeEdits(actor, { number: gone.number, querySets: [edit] })
    await merge(gone.number)
    const back = await revertChangeRequest(actor, { number: gone.number })
    await restoreQuerySet(actor, { id: querySetId })
    expect(await editOf(back.number)).toMatchObject({ conflict: { kind: 'restored' } })
    await expect(merge(back.number)).rejects.toThrow('restored meanwhile')
    // it is there again: what was to create it changes it
    await putChangeEdits(actor, { number: back.number, querySets: [{ querySetId, queries: [asks('snails')] }] })
    expect(await editOf(back.number)).toMatchObject({ kind: 'change', conflict: null })
    await merge(back.number)
    await deleteQuerySet(actor, { id: querySetId })
  })

  it('needs the review that the change of a set needs', async () => {
    const [birds] = (await listQuerySets(actor, {})).items
    const ann = (await createTestUser(workspaceId, 'editor')).actor
    const { number, querySetId } = await propose([{ kind: 'delete', querySetId: birds!.id }])
    await changeReview(actor, { review: 'required' })
    await expect(deleteQuerySet(actor, { id: querySetId })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(merge(number)).rejects.toThrow('It needs the approval')
    await reviewChangeRequest(ann, { number, verdict: 'approved' })
    await putChangeEdits(actor, { number, querySets: [{ querySetId, description: 'Kept after all.' }] })
    expect((await getChangeRequest(actor, { number })).reviews).toMatchObject([{ isStale: true }])
    await putChangeEdits(actor, { number, querySets: [{ querySetId, kind: 'delete' }] })
    expect((await getChangeRequest(actor, { number })).reviews).toMatchObject([{ isStale: false }])
    await merge(number)
    await expect(getQuerySet(actor, { id: querySetId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

const FISH = '  - text: What do herons eat?\n    checks: [{ kind: includes, module: herons, text: fish }]\n'
