import { beforeEach, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { createChangeRequest } from './create-change-request'
import { getChangeRequest } from './get-change-request'
import { getChangeTexts } from './get-change-texts'
import { mergeChangeRequest } from './merge-change-request'
import { putChangeEdits } from './put-change-edits'
import { removeChangeEdit } from './remove-change-edit'
import { reviewChangeRequest } from './review-change-request'
import { updateChangeRequest } from './update-change-request'

let workspaceId: string
let actor: Actor
let reviewer: Actor
let number: number

const edit = (eats: string) => ({ moduleId: 'herons', source: `# Herons\n\nHerons eat ${eats}.\n` })
const put = (eats: string) => putChangeEdits(actor, { number, edits: [edit(eats)] })
const approve = () => reviewChangeRequest(reviewer, { number, verdict: 'approved' })
const read = async () => (await getChangeTexts(actor, { number, moduleId: 'herons' })).reviewed
const countKept = () => prisma.reviewedText.count({ where: { workspaceId } })

beforeEach(async () => {
  const workspace = await createTestWorkspace('reviewed-texts')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  reviewer = (await createTestUser(workspaceId, 'reviewer')).actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  number = (await createChangeRequest(actor, { title: 'Herons', edits: [edit('fish')] })).number
})

it('keeps the text that somebody approved, and none that nobody looked at', async () => {
  await put('mice')
  expect(await countKept()).toBe(0)
  const [review] = (await approve()).reviews
  expect(await read()).toEqual([])
  await put('frogs')
  await put('voles')
  const reviewers = [{ id: review!.reviewerId, reviewedAt: review!.createdAt }]
  expect(await read()).toEqual([{ reviewers, source: edit('mice').source }])
  expect(await countKept()).toBe(1)
  // what is as it was again has not changed since
  await put('mice')
  expect(await read()).toEqual([])
})

it('keeps none that changes were requested of, nor one that no approval is of any more', async () => {
  await reviewChangeRequest(reviewer, { number, verdict: 'changes', comment: 'Herons eat no fish.' })
  await put('mice')
  expect(await countKept()).toBe(0)
  await approve()
  await put('frogs')
  const other = (await createTestUser(workspaceId, 'reviewer')).actor
  await reviewChangeRequest(other, { number, verdict: 'approved' })
  await put('voles')
  expect(await countKept()).toBe(2)
  await approve()
  expect((await read()).map(({ source }) => source)).toEqual([edit('frogs').source])
  expect(await countKept()).toBe(1)
  await reviewChangeRequest(other, { number, verdict: 'comment', comment: 'Owls do.' })
  expect(await countKept()).toBe(1)
  await reviewChangeRequest(other, { number, verdict: 'none' })
  expect(await countKept()).toBe(0)
})

it('tells each text once, and who approved what is proposed still', async () => {
  const other = (await createTestUser(workspaceId, 'reviewer')).actor
  const owls = { moduleId: 'owls', source: '# Owls\n\nOwls eat mice.\n' }
  await putChangeEdits(actor, { number, edits: [owls] })
  await approve()
  await reviewChangeRequest(other, { number, verdict: 'approved' })
  await put('frogs')
  const { reviews } = await getChangeRequest(actor, { number })
  const reviewers = reviews.map(({ reviewerId: id, createdAt: reviewedAt }) => ({ id, reviewedAt }))
  expect(await getChangeTexts(actor, { number, moduleId: 'herons' })).toMatchObject({
    ...{ reviewed: [{ source: edit('fish').source, reviewers }], unchangedSince: [] },
  })
  expect(reviewers).toHaveLength(2)
  expect(await getChangeTexts(actor, { number, moduleId: 'owls' })).toMatchObject({
    ...{ reviewed: [], unchangedSince: reviewers.map(({ id }) => id).sort() },
  })
  expect(reviews).toMatchObject([{ changedText: 'herons' }, { changedText: 'herons' }])
})

it('names no text to compare where none is kept', async () => {
  await approve()
  await putChangeEdits(actor, { number, edits: [{ moduleId: 'owls', source: '# Owls\n' }] })
  const stale = { isStale: true, changedText: null }
  expect((await getChangeRequest(actor, { number })).reviews).toMatchObject([stale])
  expect(await getChangeTexts(actor, { number, moduleId: 'owls' })).toMatchObject({ reviewed: [], unchangedSince: [] })
  // as it was when it was approved, in another place
  await putChangeEdits(actor, { number, edits: [{ ...edit('fish'), path: 'birds/herons.md' }] })
  expect((await getChangeRequest(actor, { number })).reviews).toMatchObject([stale])
  expect((await getChangeTexts(actor, { number, moduleId: 'herons' })).unchangedSince).toHaveLength(1)
})

it('forgets what is taken out, and everything when the request ends', async () => {
  await approve()
  await put('mice')
  expect(await countKept()).toBe(1)
  await updateChangeRequest(actor, { number, status: 'closed' })
  expect(await countKept()).toBe(0)
  await updateChangeRequest(actor, { number, status: 'open' })
  await approve()
  await put('voles')
  expect(await countKept()).toBe(1)
  await removeChangeEdit(actor, { number, moduleId: 'herons' })
  expect(await countKept()).toBe(0)
  await put('voles')
  await approve()
  await put('frogs')
  expect(await countKept()).toBe(1)
  await mergeChangeRequest(actor, { number })
  expect(await countKept()).toBe(0)
})

it('forgets it with the module', async () => {
  await mergeChangeRequest(actor, { number })
  number = (await createChangeRequest(actor, { title: 'Herons', edits: [edit('frogs')] })).number
  await approve()
  await put('voles')
  expect(await read()).toMatchObject([{ source: edit('frogs').source }])
  await deleteModule(actor, { id: 'herons' })
  expect(await countKept()).toBe(0)
})
