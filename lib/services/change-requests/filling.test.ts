import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { askForReview } from './ask-for-review'
import { createChangeRequest } from './create-change-request'
import { getChangeRequest } from './get-change-request'
import { mergeChangeRequest } from './merge-change-request'
import { putChangeEdits } from './put-change-edits'
import { reviewChangeRequest } from './review-change-request'
import { queueCheckChange } from './reviews/queue-check-change'
import { updateChangeRequest } from './update-change-request'

let actor: Actor
let reviewer: Actor & { kind: 'user' }

const edit = (id: string) => ({ moduleId: id, source: `# ${id}\n\n${id} eat fish.\n` })
const begin = async (remaining: number, more = {}) =>
  (await createChangeRequest(actor, { title: 'Birds', edits: [edit('auks')], remaining, ...more })).number
const put = (number: number, id: string, remaining?: number) =>
  putChangeEdits(actor, { number, edits: [edit(id)], ...(remaining === undefined ? {} : { remaining }) })
const countJobs = async (number: number) => {
  const rows = await prisma.$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job WHERE "singleton_key" = ${`check-change ${actor.workspaceId} ${number}`}`
  return rows.length
}
const toldOf = async (number: number) => {
  const where = { workspaceId: actor.workspaceId, number, kind: 'changed' }
  return (await prisma.changeEvent.findMany({ where })).map(({ detail }) => detail)
}
const breakOff = (number: number) =>
  prisma.changeRequest.update({
    where: { workspaceId_number: { workspaceId: actor.workspaceId, number } },
    data: { fillingAt: new Date(Date.now() - LIMITS.changeFillingMs) },
  })

beforeAll(async () => {
  const workspace = await createTestWorkspace('filling')
  actor = workspace.actor
  reviewer = {
    ...({ kind: 'user', name: 'Bo', role: 'reviewer' } as const),
    userId: 'bo',
    workspaceId: actor.workspaceId,
  }
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  const queries = [{ text: 'What do auks eat?', checks: [{ kind: 'includes', module: 'auks' }] }]
  await createQuerySet(actor, { name: 'Birds', isRequired: true, queries })
})

it('keeps everybody from judging and merging it until the last part', async () => {
  const number = await begin(3)
  const refused = {
    code: 'CONFLICT',
    message: `The change request #${number} is being filled: 1 of 3 edits stand in it. Wait until all of them do.`,
    data: { edits: 1, total: 3, isActive: true },
  }
  await expect(mergeChangeRequest(actor, { number })).rejects.toMatchObject(refused)
  await expect(askForReview(actor, { number, userIds: ['bo'] })).rejects.toMatchObject(refused)
  await expect(reviewChangeRequest(reviewer, { number, verdict: 'approved' })).rejects.toMatchObject(refused)
  expect(await queueCheckChange(actor.workspaceId, number)).toBe(false)
  await expect(mergeChangeRequest(actor, { number, bypassReason: 'Haste' })).rejects.toMatchObject(refused)
  // no set is run before that is known
  expect(await prisma.checkRun.count({ where: { workspaceId: actor.workspaceId } })).toBe(0)
  // an edit that is of no filling does not end it
  expect(await put(number, 'boobies')).toMatchObject({ filling: { total: 3, isActive: true } })
  expect(await put(number, 'cranes', 2)).toMatchObject({ filling: { total: 4, isActive: true } })
  expect(await put(number, 'divers', 1)).toMatchObject({ filling: null })
  await expect.poll(() => countJobs(number)).toBe(1)
  await updateChangeRequest(actor, { number, status: 'closed' })
})

it('opens no draft that is filled, and one that was left half full when somebody says that it is whole', async () => {
  const number = await begin(2, { status: 'draft' })
  await expect(updateChangeRequest(actor, { number, status: 'open' })).rejects.toMatchObject({ code: 'CONFLICT' })
  await breakOff(number)
  expect(await getChangeRequest(actor, { number })).toMatchObject({ filling: { total: 2, isActive: false } })
  await expect(updateChangeRequest(actor, { number, status: 'open' })).rejects.toMatchObject({
    message: expect.stringContaining('was not filled to its end: 1 of 2 edits stand in it.'),
  })
  await updateChangeRequest(actor, { number, isFilled: true })
  expect(await updateChangeRequest(actor, { number, status: 'open' })).toMatchObject({ status: 'open', filling: null })
  await updateChangeRequest(actor, { number, status: 'closed' })
})

it('is not begun with more edits to come than a request holds', async () => {
  const before = await prisma.changeRequest.count({ where: { workspaceId: actor.workspaceId } })
  await expect(begin(LIMITS.changeEdits + 1)).rejects.toMatchObject({
    code: 'LIMIT_EXCEEDED',
    data: { limit: LIMITS.changeEdits, actual: LIMITS.changeEdits + 1 },
  })
  expect(await prisma.changeRequest.count({ where: { workspaceId: actor.workspaceId } })).toBe(before)
})

it('is whole after an import, also where its last file is refused', async () => {
  const files = Array.from({ length: LIMITS.changeEditsAtOnce + 1 }, (_, i) => ({
    path: `bird-${i}.md`,
    content: edit(`bird-${i}`).source,
  }))
  const { change: number } = await importModules(actor, { files, change: { remaining: files.length + 2 } })
  expect(await getChangeRequest(actor, { number })).toMatchObject({ filling: { total: files.length + 2 } })
  const last = [
    { path: 'bad.md', content: '---\nname: [\n---\n' },
    { path: 'bird-0.md', content: '# Other' },
  ]
  await importModules(actor, { files: last, change: { number, remaining: 2 } })
  const change = await getChangeRequest(actor, { number })
  expect(change.filling).toBeNull()
  expect(change.edits).toHaveLength(files.length)
  // as after a part that is stored: the log tells it, and the sets are to be run
  expect(await toldOf(number!)).toContainEqual(expect.objectContaining({ isFilled: true }))
  await expect.poll(() => countJobs(number!)).toBe(1)
  await updateChangeRequest(actor, { number: number!, status: 'closed' })
})

it('is not ended by what somebody else puts into it, nor by their word', async () => {
  const number = await begin(3)
  const other = { ...actor, kind: 'user' as const, name: 'Cy', role: 'editor' as const, userId: 'cy' }
  const edits = [edit('eagles')]
  expect(await putChangeEdits(other, { number, edits, remaining: 1 })).toMatchObject({ filling: { total: 3 } })
  await expect(updateChangeRequest(other, { number, isFilled: true })).rejects.toMatchObject({
    ...{ code: 'CONFLICT', data: { isActive: true } },
  })
  const files = [{ path: 'falcons.md', content: '---\nname: [\n---\n' }]
  await importModules(other, { files, change: { number, remaining: 1 } })
  expect(await put(number, 'geese', 2)).toMatchObject({ filling: { total: 4, isActive: true } })
  expect(await toldOf(number)).not.toContainEqual(expect.objectContaining({ isFilled: true }))
  // whoever fills it knows that the rest changes nothing
  expect(await updateChangeRequest(actor, { number, isFilled: true })).toMatchObject({ filling: null })
  expect(await toldOf(number)).toContainEqual(expect.objectContaining({ isFilled: true }))
  await updateChangeRequest(actor, { number, status: 'closed' })
})

it('is not ended by another filling of the same person, while it goes on', async () => {
  const number = await begin(3, { filling: 'one-tab' })
  const of = (id: string, remaining: number, filling?: string) =>
    putChangeEdits(actor, { number, edits: [edit(id)], remaining, filling })
  expect(await of('ibises', 1, 'other-tab')).toMatchObject({ filling: { total: 3, isActive: true } })
  expect(await of('jays', 1)).toMatchObject({ filling: { total: 3, isActive: true } })
  const files = [{ path: 'falcons.md', content: '---\nname: [\n---\n' }]
  await importModules(actor, { files, change: { number, remaining: 1, filling: 'other-tab' } })
  await expect(updateChangeRequest(actor, { number, isFilled: true, filling: 'other-tab' })).rejects.toMatchObject({
    ...{ code: 'CONFLICT', data: { isActive: true } },
  })
  expect(await of('kites', 2, 'one-tab')).toMatchObject({ filling: { total: 5, isActive: true } })
  // left half full, it goes on with another one of theirs
  await breakOff(number)
  expect(await of('larks', 2, 'other-tab')).toMatchObject({ filling: { total: 6, isActive: true } })
  expect(await of('macaws', 1, 'one-tab')).toMatchObject({ filling: { isActive: true } })
  expect(await of('nuthatches', 1, 'other-tab')).toMatchObject({ filling: null })
  await updateChangeRequest(actor, { number, status: 'closed' })
})

it('is not ended by what others put into it once it broke off, nor when it is closed', async () => {
  const number = await begin(3)
  const other = { ...actor, kind: 'user' as const, name: 'Cy', role: 'editor' as const, userId: 'cy' }
  await breakOff(number)
  const brokenOff = { filling: { total: 3, isActive: false } }
  const edits = [edit('hawks')]
  expect(await putChangeEdits(other, { number, edits, remaining: 1 })).toMatchObject(brokenOff)
  const bad = [{ path: 'falcons.md', content: '---\nname: [\n---\n' }]
  const same = [{ path: 'auks.md', content: edit('auks').source }]
  for (const files of [bad, same]) await importModules(other, { files, change: { number, remaining: 1 } })
  expect(await getChangeRequest(actor, { number })).toMatchObject(brokenOff)
  await updateChangeRequest(actor, { number, status: 'closed' })
  await importModules(actor, { files: same, change: { number, remaining: 1 } })
  expect(await getChangeRequest(actor, { number })).toMatchObject({ status: 'closed', ...brokenOff })
  expect(await toldOf(number)).not.toContainEqual(expect.objectContaining({ isFilled: true }))
  // anybody says that it is whole
  await updateChangeRequest(actor, { number, status: 'draft' })
  expect(await updateChangeRequest(other, { number, isFilled: true })).toMatchObject({ filling: null })
})

it('is left alone by an import that stores nothing in a whole one', async () => {
  const { number, ...rest } = await createChangeRequest(actor, { title: 'Birds', edits: [edit('ibises')] })
  const revision = async () =>
    (await prisma.workspaceState.findUniqueOrThrow({ where: { workspaceId: actor.workspaceId } })).revision
  const before = await revision()
  const files = [{ path: 'ibises.md', content: edit('ibises').source }]
  await importModules(actor, { files, change: { number, remaining: 1 } })
  expect(await revision()).toEqual(before)
  expect(await getChangeRequest(actor, { number })).toMatchObject({ updatedAt: rest.updatedAt, filling: null })
})

it('stays half full when it is closed meanwhile, and is not opened again as if it were whole', async () => {
  const number = await begin(2)
  await updateChangeRequest(actor, { number, status: 'closed' })
  expect(await getChangeRequest(actor, { number })).toMatchObject({ filling: { total: 2, isActive: false } })
  await expect(updateChangeRequest(actor, { number, status: 'open' })).rejects.toMatchObject({
    message: expect.stringContaining('was not filled to its end: 1 of 2 edits stand in it.'),
  })
  expect(await updateChangeRequest(actor, { number, isFilled: true, status: 'open' })).toMatchObject({
    ...{ status: 'open', filling: null },
  })
})
