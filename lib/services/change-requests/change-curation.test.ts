import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { getOverlay } from '@/lib/services/chunk-overlays/get-overlay'
import { listOverlayVersions } from '@/lib/services/chunk-overlays/list-overlay-versions'
import { saveOverlay } from '@/lib/services/chunk-overlays/save-overlay'
import { importModules } from '@/lib/services/imports/import-modules'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { getModule } from '@/lib/services/modules/get-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { changeReview } from '@/lib/services/review/change-review'
import { searchModules } from '@/lib/services/search/search-modules'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { createChangeRequest } from './create-change-request'
import { getChangeRequest } from './get-change-request'
import { getChangeTexts } from './get-change-texts'
import { mergeChangeRequest } from './merge-change-request'
import { putChangeEdits } from './put-change-edits'
import { removeChangeEdit } from './remove-change-edit'
import { revertChangeRequest } from './revert-change-request'
import { reviewChangeRequest } from './review-change-request'
import { updateChangeRequest } from './update-change-request'

const TEXT = 'Herons eat fish in the shallow water of lakes and rivers, while owls hunt mice by night in the woods.'
const BIRDS = `# Birds\n\n${TEXT}\n`
const HERONS = { headingPath: ['Birds'], text: TEXT }

let actor: Actor
let workspaceId: string

const keyword = (...keywords: string[]) => [{ anchor: HERONS, keywords }]
const curate = (moduleId: string, entries: unknown[], more = {}) => ({
  moduleId,
  kind: 'curation',
  curation: { entries, ...more },
})
const propose = (edits: unknown[]) => createChangeRequest(actor, { title: 'Birds', edits })
const merge = (number: number) => mergeChangeRequest(actor, { number })
async function find(query: string, release?: string | null) {
  const { results } = await searchModules(actor, { query, ...(release ? { release } : {}) })
  return results.filter(({ scores }) => scores.lexical !== undefined).map(({ moduleId }) => moduleId)
}
const inForce = async (id: string) => {
  const { version, entries } = await getOverlay(actor, { id })
  return { version, keywords: entries.flatMap(({ keywords }) => keywords) }
}

beforeAll(async () => {
  const workspace = await createTestWorkspace('curated')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const ids = ['birds', 'moved', 'texted', 'taken', 'late', 'gone', 'reviewed']
  await importModules(actor, { files: ids.map((id) => ({ path: `${id}.md`, content: BIRDS })) })
})

it('is found with the request’s release alone, with all once it is merged, and not any more once it is reverted', async () => {
  const { number, releaseId, edits } = await propose([curate('birds', keyword('ardea'))])
  expect(edits).toMatchObject([
    { kind: 'curation', version: null, curation: { baseVersion: 0, excluded: 0, keywords: 1, questions: 0 } },
  ])
  expect(await find('ardea', releaseId)).toEqual(['birds'])
  expect(await find('ardea')).toEqual([])
  const { edits: merged } = await merge(number)
  expect(merged).toMatchObject([{ kind: 'curation', version: null }])
  expect(await find('ardea')).toEqual(['birds'])
  expect(await inForce('birds')).toEqual({ version: 1, keywords: ['ardea'] })
  expect((await getModule(actor, { id: 'birds' })).version).toBe(1)
  expect(await listOverlayVersions(actor, { id: 'birds' })).toMatchObject({
    items: [{ version: 1, message: `Birds (#${number})`, author: { name: actor.name } }],
  })
  const audited = { workspaceId, action: 'module.curated', target: 'birds' }
  expect(await prisma.auditEvent.findMany({ where: audited })).toMatchObject([
    { changes: { curation: { before: 0, after: 1 } }, detail: { changeRequest: `#${number}` } },
  ])
  expect(await storedTerms(workspaceId)).toEqual(await recountTerms(workspaceId))
  expect(await prisma.moduleVersion.count({ where: { workspaceId, version: { lt: 0 } } })).toBe(0)
  const back = await revertChangeRequest(actor, { number })
  await merge(back.number)
  expect(await find('ardea')).toEqual([])
  expect(await inForce('birds')).toEqual({ version: 2, keywords: [] })
})

it('goes on with the newest text when the module is published meanwhile', async () => {
  const { number } = await propose([curate('moved', keyword('egretta'))])
  const content = BIRDS.replace('Herons eat', 'Herons and storks eat')
  await importModules(actor, { files: [{ path: 'moved.md', content }] })
  const { edits, conflicts } = await getChangeRequest(actor, { number })
  expect({ edits, conflicts }).toMatchObject({ edits: [{ conflict: null }], conflicts: 0 })
  await updateChangeRequest(actor, { number, status: 'open' })
  const { releaseId } = await getChangeRequest(actor, { number })
  const { results } = await searchModules(actor, { query: 'storks', release: releaseId! })
  expect(results.map(({ moduleId }) => moduleId)).toContain('moved')
  await merge(number)
  expect(await find('egretta')).toEqual(['moved'])
  expect((await getModule(actor, { id: 'moved' })).version).toBe(2)
})

it('stands beside the text of its module, in either order, and is merged with it', async () => {
  const text = { moduleId: 'texted', source: BIRDS.replace('by night', 'at dusk') }
  const { number } = await propose([curate('texted', keyword('botaurus'))])
  const { edits, releaseId } = await putChangeEdits(actor, { number, edits: [text] })
  expect(edits).toMatchObject([{ kind: 'text', curation: { keywords: 1 } }])
  expect(await find('botaurus', releaseId)).toEqual(['texted'])
  await putChangeEdits(actor, { number, edits: [curate('texted', keyword('botaurus', 'nycticorax'))] })
  expect(await getChangeTexts(actor, { number, moduleId: 'texted' })).toMatchObject({
    proposed: text.source,
    curation: { base: [], production: [], proposed: keyword('botaurus', 'nycticorax') },
  })
  await merge(number)
  expect(await find('nycticorax')).toEqual(['texted'])
  expect(await find('dusk')).toEqual(['texted'])
  expect(await inForce('texted')).toEqual({ version: 1, keywords: ['botaurus', 'nycticorax'] })
  expect((await getModule(actor, { id: 'texted' })).version).toBe(2)
  const back = await revertChangeRequest(actor, { number })
  expect(back.edits).toMatchObject([{ kind: 'text', curation: { keywords: 0 } }])
  await merge(back.number)
  expect(await find('nycticorax')).toEqual([])
  expect(await find('dusk')).toEqual([])
  expect(await storedTerms(workspaceId)).toEqual(await recountTerms(workspaceId))
})

it('is in conflict with curation that came meanwhile, until it starts from that', async () => {
  const { number } = await propose([curate('taken', keyword('ours'))])
  await saveOverlay(actor, { id: 'taken', entries: keyword('theirs'), baseVersion: 0 })
  const { edits } = await getChangeRequest(actor, { number })
  expect(edits).toMatchObject([{ conflict: { kind: 'curated', version: 1 } }])
  await expect(merge(number)).rejects.toMatchObject({ code: 'CONFLICT', data: { modules: [{ kind: 'curated' }] } })
  expect(await inForce('taken')).toEqual({ version: 1, keywords: ['theirs'] })
  const both = curate('taken', keyword('theirs', 'ours'), { baseVersion: 1 })
  const stale = { ...both, revision: 7 }
  await expect(putChangeEdits(actor, { number, edits: [stale] })).rejects.toMatchObject({ code: 'CONFLICT' })
  await putChangeEdits(actor, { number, edits: [{ ...both, revision: 1 }] })
  await merge(number)
  expect(await inForce('taken')).toEqual({ version: 2, keywords: ['theirs', 'ours'] })
})

it('is in conflict at once where it began with a curation that is not in force any more', async () => {
  await saveOverlay(actor, { id: 'late', entries: keyword('theirs'), baseVersion: 0 })
  const { number } = await propose([curate('late', keyword('ours'), { baseVersion: 0 })])
  const { edits } = await getChangeRequest(actor, { number })
  expect(edits).toMatchObject([{ conflict: { kind: 'curated', version: 1 } }])
  await expect(merge(number)).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await inForce('late')).toEqual({ version: 1, keywords: ['theirs'] })
  await updateChangeRequest(actor, { number, status: 'closed' })
})

it('refuses what changes nothing or cannot be, and says which', async () => {
  const refused = (edit: unknown) => expect(propose([edit])).rejects
  await refused(curate('reviewed', [])).toThrow('“reviewed” is curated like this already')
  await refused(curate('birds', keyword('x'), { baseVersion: 9 })).toThrow('“birds” has no curation 9')
  await refused(curate('nowhere', keyword('x'))).toThrow('There is no published module “nowhere” to curate.')
  await refused({ moduleId: 'birds', kind: 'curation' }).toMatchObject({ code: 'VALIDATION' })
  await refused({ ...curate('birds', keyword('x')), kind: 'archive' }).toMatchObject({ code: 'VALIDATION' })
  const { number } = await propose([{ moduleId: 'gone', kind: 'archive' }])
  const late = { number, edits: [curate('gone', keyword('x'))] }
  await expect(putChangeEdits(actor, late)).rejects.toThrow('is archived by this change request')
  await removeChangeEdit(actor, { number, moduleId: 'gone' })
  await putChangeEdits(actor, late)
  await deleteModule(actor, { id: 'gone' })
  const { edits } = await getChangeRequest(actor, { number })
  expect(edits).toMatchObject([{ conflict: { kind: 'deleted' } }])
  await expect(merge(number)).rejects.toMatchObject({ code: 'CONFLICT' })
})

it('curates so many modules at most as can be indexed anew in one transaction', async () => {
  const limit = LIMITS.changedCurations
  const ids = Array.from({ length: limit + 1 }, (_, i) => `many-${i}`)
  const files = ids.map((id) => ({ path: `${id}.md`, content: BIRDS.replace('Birds', id) }))
  await importModules(actor, { files })
  const { number } = await propose(ids.slice(0, limit).map((id) => curate(id, keyword('plegadis'))))
  const more = { number, edits: [curate(ids.at(-1)!, keyword('plegadis'))] }
  await expect(putChangeEdits(actor, more)).rejects.toMatchObject({
    code: 'LIMIT_EXCEEDED',
    data: { limit, actual: limit + 1 },
  })
  await merge(number)
  expect(await inForce(ids.at(limit - 1)!)).toMatchObject({ version: 1 })
  expect(await storedTerms(workspaceId)).toEqual(await recountTerms(workspaceId))
})

it('is the way to curate where review is required, and an approval holds for the curation that it saw', async () => {
  await changeReview(actor, { review: 'required' })
  const entries = keyword('ixobrychus')
  const save = saveOverlay(actor, { id: 'reviewed', entries, baseVersion: 0 })
  await expect(save).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const { number } = await propose([curate('reviewed', entries)])
  const { actor: reviewer } = await createTestUser(workspaceId, 'admin')
  const approve = () => reviewChangeRequest(reviewer, { number, verdict: 'approved' })
  expect((await approve()).reviewProblem).toBeNull()
  await putChangeEdits(actor, { number, edits: [curate('reviewed', keyword('ixobrychus', 'minutus'))] })
  await expect(merge(number)).rejects.toThrow('Its approval is of an earlier state')
  await approve()
  await merge(number)
  expect(await find('minutus')).toEqual(['reviewed'])
})
