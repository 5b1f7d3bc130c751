import { beforeEach, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { changeMemberRole } from '@/lib/services/members/change-member-role'
import { removeMember } from '@/lib/services/members/remove-member'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { changeReview } from '@/lib/services/review/change-review'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { createChangeRequest } from './create-change-request'
import { dismissReview } from './dismiss-review'
import { getChangeRequest } from './get-change-request'
import { mergeChangeRequest } from './merge-change-request'
import { putChangeEdits } from './put-change-edits'
import { reviewChangeRequest } from './review-change-request'

type User = Awaited<ReturnType<typeof createTestUser>>

let workspaceId: string
let [admin, author, reviewer] = [] as unknown as [User, User, User]
let number: number

beforeEach(async () => {
  workspaceId = (await createTestWorkspace('dismissing')).workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  admin = await createTestUser(workspaceId, 'admin')
  author = await createTestUser(workspaceId, 'editor')
  reviewer = await createTestUser(workspaceId, 'reviewer')
  await changeReview(admin.actor, { review: 'optional' })
  const edits = [{ moduleId: 'herons', source: '# Herons\n\nHerons eat fish.' }]
  number = (await createChangeRequest(author.actor, { title: 'Herons', edits })).number
  await reviewChangeRequest(reviewer.actor, { number, verdict: 'changes', comment: 'Say when.' })
})

const dismiss = (by = admin, reason = 'Ann is away until May.') =>
  dismissReview(by.actor, { number, reviewerId: reviewer.userId, reason })
const read = () => getChangeRequest(admin.actor, { number })

it('ends that requested changes are in the way, with a reason that stays', async () => {
  expect(await read()).toMatchObject({ reviewProblem: `${reviewer.actor.name} requested changes.` })
  await expect(mergeChangeRequest(author.actor, { number })).rejects.toMatchObject({ code: 'CONFLICT' })
  const { reviewProblem, reviews } = await dismiss()
  expect(reviewProblem).toBeNull()
  const dismissed = { by: { kind: 'user', id: admin.userId, name: admin.actor.name }, reason: 'Ann is away until May.' }
  expect(reviews).toMatchObject([{ verdict: 'changes', comment: 'Say when.', counts: false, dismissed }])
  const event = await prisma.changeEvent.findFirstOrThrow({ where: { workspaceId, number, kind: 'dismissed' } })
  expect(event).toMatchObject({
    actor: { kind: 'user', id: admin.userId },
    detail: { reviewer: reviewer.actor.name, reason: dismissed.reason },
  })
  expect(await prisma.auditEvent.count({ where: { workspaceId, action: 'changeRequest.dismissed' } })).toBe(1)
  const told = { workspaceId, userId: reviewer.userId, number }
  expect(await prisma.notification.findMany({ where: told })).toMatchObject([{ kind: 'dismissed', threadId: null }])
  expect(await mergeChangeRequest(author.actor, { number })).toMatchObject({ status: 'merged' })
})

it.each([
  ['left', 'has left the workspace', () => removeMember(admin.actor, { userId: reviewer.userId })],
  [
    'viewer',
    'may not review any more',
    () => changeMemberRole(admin.actor, { userId: reviewer.userId, role: 'viewer' }),
  ],
] as const)('keeps what was requested in the way when who did has %s, until it is dismissed', async (lack, but, go) => {
  await go()
  const reviewProblem = `${reviewer.actor.name} requested changes and ${but}: an admin can dismiss that.`
  expect(await read()).toMatchObject({ reviewProblem, reviews: [{ counts: true, lack }] })
  await expect(mergeChangeRequest(author.actor, { number })).rejects.toThrow(reviewProblem)
  expect((await dismiss()).reviewProblem).toBeNull()
  await mergeChangeRequest(author.actor, { number })
})

it('is not lifted by writing some of it, but taken back by who requested changes', async () => {
  await changeMemberRole(admin.actor, { userId: reviewer.userId, role: 'editor' })
  const edits = [{ moduleId: 'storks', source: '# Storks\n\nStorks eat frogs.' }]
  await putChangeEdits({ ...reviewer.actor, role: 'editor' }, { number, edits })
  expect(await read()).toMatchObject({
    reviewProblem: expect.stringContaining('requested changes and has written some of it since'),
    reviews: [{ counts: true, lack: 'writer' }],
  })
  await expect(reviewChangeRequest(reviewer.actor, { number, verdict: 'approved' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await reviewChangeRequest(reviewer.actor, { number, verdict: 'none' })
  expect(await read()).toMatchObject({ reviewProblem: null, reviews: [] })
})

it('leaves required approvals to be given, and what is said later counts again', async () => {
  await changeReview(admin.actor, { review: 'required' })
  expect((await dismiss()).reviewProblem).toContain('It needs the approval of somebody')
  await reviewChangeRequest(reviewer.actor, { number, verdict: 'changes' })
  expect(await read()).toMatchObject({
    reviewProblem: `${reviewer.actor.name} requested changes.`,
    reviews: [{ counts: true, dismissed: null }],
  })
})

it('is for admins, for requested changes, once, and for a reason', async () => {
  for (const by of [author, reviewer]) await expect(dismiss(by)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(dismiss(admin, ' ')).rejects.toMatchObject({ code: 'VALIDATION' })
  await dismiss()
  await expect(dismiss()).rejects.toMatchObject({ code: 'CONFLICT' })
  await reviewChangeRequest(reviewer.actor, { number, verdict: 'approved' })
  await expect(dismiss()).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
