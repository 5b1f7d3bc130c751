import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase, prisma } from '@/lib/db/client'
import { LIMITS } from '@/lib/schemas/limits'
import type { Role } from '@/lib/schemas/workspaces/role'
import type { Actor } from '@/lib/services/actor'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { getChangeRequest } from '@/lib/services/change-requests/get-change-request'
import { mergeChangeRequest } from '@/lib/services/change-requests/merge-change-request'
import { putChangeEdits } from '@/lib/services/change-requests/put-change-edits'
import { reviewChangeRequest } from '@/lib/services/change-requests/review-change-request'
import { updateChangeRequest } from '@/lib/services/change-requests/update-change-request'
import { changeMemberRole } from '@/lib/services/members/change-member-role'
import { removeMember } from '@/lib/services/members/remove-member'
import { createWorld, type World } from '@/lib/services/testing/access/world'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { changeReview } from './change-review'
import { changeReviewRule } from './change-review-rule'
import { createReviewRule } from './create-review-rule'
import { deleteReviewRule } from './delete-review-rule'
import { listReviewRules } from './list-review-rules'

let world: World
let author: Actor
let ann: Actor & { kind: 'user' }
let bo: Actor & { kind: 'user' }

beforeAll(async () => {
  world = await createWorld()
  const join = async (role: Role) => (await createTestUser(world.workspaceId, role)).actor
  author = await join('editor')
  ann = await join('reviewer')
  bo = await join('reviewer')
  await changeReview(world.owner, { review: 'required' })
}, 120_000)

afterAll(closeDatabase)

const source = (tags: string, text = 'Text.') => `---\nname: Terms\ntags: [${tags}]\n---\n\n# Terms\n\n${text}\n`
const propose = async (moduleId: string, text: string) =>
  (await createChangeRequest(author, { title: 'Terms', edits: [{ moduleId, source: text }] })).number
const approve = (actor: Actor, number: number) => reviewChangeRequest(actor, { number, verdict: 'approved' })

describe('a rule of two approvals', () => {
  let id: string
  let number: number

  beforeAll(async () => {
    const rule = { kind: 'tag', pattern: 'legal', memberIds: [ann.userId, bo.userId], approvals: 2 }
    id = (await createReviewRule(world.owner, rule)).id
    number = await propose('terms', source('legal'))
  })

  it('is told on the request, with who may give them and what brings it in', async () => {
    const { needs, reviewProblem } = await getChangeRequest(author, { number })
    const who = [ann, bo].map(({ userId, name }) => ({ userId, name }))
    expect(needs).toEqual([
      expect.objectContaining({ ruleId: id, approvedBy: [], mayApprove: who, bringsIn: ['Terms'], problem: null }),
    ])
    expect(reviewProblem).toBe('The review rule for tag “legal” has 0 of 2 approvals.')
  })

  it('puts it into the inboxes of those whom it names, once, and of nobody else', async () => {
    const where = { workspaceId: world.workspaceId, number, kind: 'asked' }
    const readAsked = async () =>
      (await prisma.notification.findMany({ where, select: { userId: true } })).map(({ userId }) => userId).toSorted()
    const both = [ann.userId, bo.userId].toSorted()
    expect(await readAsked()).toEqual(both)
    await putChangeEdits(author, { number, edits: [{ moduleId: 'terms', source: source('legal', 'Other words.') }] })
    expect(await readAsked()).toEqual(both)
    const draft = await createChangeRequest(author, {
      ...{ title: 'Draft', status: 'draft' },
      edits: [{ moduleId: 'draft-terms', source: source('legal') }],
    })
    const asked = () => prisma.notification.count({ where: { ...where, number: draft.number } })
    expect(await asked()).toBe(0)
    await updateChangeRequest(author, { number: draft.number, status: 'open' })
    expect(await asked()).toBe(2)
    await updateChangeRequest(author, { number: draft.number, status: 'closed' })
  })

  it('waits for both, whoever else approves', async () => {
    await approve(world.owner, number)
    await approve(ann, number)
    await expect(mergeChangeRequest(author, { number })).rejects.toThrow('has 1 of 2 approvals')
    await approve(bo, number)
    expect(await mergeChangeRequest(author, { number })).toMatchObject({ status: 'merged', needs: [] })
  })

  it('holds for a change that takes the tag off, and no longer for one after it', async () => {
    const off = await propose('terms', source('other'))
    expect((await getChangeRequest(author, { number: off })).needs).toHaveLength(1)
    for (const actor of [ann, bo]) await approve(actor, off)
    await mergeChangeRequest(author, { number: off })
    const after = await propose('terms', source('other', 'Another text.'))
    expect((await getChangeRequest(author, { number: after })).needs).toEqual([])
  })

  it('counts no approval of an earlier state, and none of who wrote of it since', async () => {
    const next = await propose('more-terms', source('legal'))
    for (const actor of [ann, bo]) await approve(actor, next)
    await putChangeEdits(author, { number: next, edits: [{ moduleId: 'more-terms', source: source('legal', 'New.') }] })
    expect((await getChangeRequest(author, { number: next })).needs[0]).toMatchObject({ approvedBy: [] })
    await changeMemberRole(world.owner, { userId: bo.userId, role: 'editor' })
    const edits = [{ moduleId: 'more-terms', source: source('legal', 'Newer.') }]
    await putChangeEdits({ ...bo, role: 'editor' }, { number: next, edits })
    expect((await getChangeRequest(author, { number: next })).needs[0]).toMatchObject({
      mayApprove: [{ userId: ann.userId }],
      problem: 'it wants 2 approvals, and only 1 of its owners wrote nothing of this.',
    })
    await approve(ann, next)
    await expect(mergeChangeRequest(author, { number: next })).rejects.toThrow('Nobody can fulfil it')
    const bypassReason = 'It expires today.'
    await expect(mergeChangeRequest(author, { number: next, bypassReason })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await mergeChangeRequest(world.owner, { number: next, bypassReason })
    const event = await prisma.auditEvent.findFirst({
      where: { workspaceId: world.workspaceId, action: 'changeRequest.bypassed', target: `#${next}` },
    })
    expect(event?.detail).toMatchObject({ reason: bypassReason, problem: expect.stringContaining('tag “legal”') })
  })

  it('says who of its owners is gone, and that nobody can fulfil it', async () => {
    expect((await listReviewRules(ann, {})).items).toMatchObject([{ id, problems: [] }])
    await removeMember(world.owner, { userId: bo.userId })
    const { items } = await listReviewRules(ann, {})
    expect(items[0]).toMatchObject({
      members: [{ mayReview: true }, { userId: bo.userId, mayReview: false }],
      problems: [
        'Nobody can fulfil it: it wants 2 approvals, and only 1 member may give one.',
        `${bo.name} left the workspace, or may not review any more.`,
      ],
    })
  })

  it('is changed and deleted with a trace, and holds for open requests from then on', async () => {
    const open = await propose('last-terms', source('legal'))
    const rule = { kind: 'tag', pattern: 'legal', memberIds: [ann.userId], approvals: 1 }
    await changeReviewRule(world.owner, { id, ...rule })
    await approve(ann, open)
    expect(await getChangeRequest(author, { number: open })).toMatchObject({ reviewProblem: null })
    await changeReviewRule(world.owner, {
      id,
      ...rule,
      kind: 'path',
      pattern: 'last-*.md',
      memberIds: [],
      role: 'owner',
    })
    await expect(mergeChangeRequest(author, { number: open })).rejects.toThrow('path “last-*.md” has 0 of 1 approval.')
    await deleteReviewRule(world.owner, { id })
    await mergeChangeRequest(author, { number: open })
    const events = await prisma.auditEvent.findMany({
      where: { workspaceId: world.workspaceId, target: id },
      orderBy: { sequence: 'asc' },
      select: { action: true, changes: true },
    })
    expect(events.map(({ action }) => action)).toEqual([
      'reviewRule.created',
      ...['reviewRule.changed', 'reviewRule.changed', 'reviewRule.deleted'],
    ])
    expect(events[1]?.changes).toMatchObject({ approvals: { before: 2, after: 1 } })
  })
})

describe('rules', () => {
  it('ask for nothing where review is off, and keep nothing back where it is optional', async () => {
    const { id } = await createReviewRule(world.owner, { kind: 'path', pattern: '**', role: 'reviewer', approvals: 2 })
    const number = await propose('notes', source('note'))
    expect((await getChangeRequest(author, { number })).needs).toHaveLength(1)
    await changeReview(world.owner, { review: 'off' })
    expect((await getChangeRequest(author, { number })).needs).toEqual([])
    await changeReview(world.owner, { review: 'optional' })
    expect(await getChangeRequest(author, { number })).toMatchObject({ needs: [{ ruleId: id }], reviewProblem: null })
    await mergeChangeRequest(author, { number })
    await deleteReviewRule(world.owner, { id })
  })

  it.each([
    ['nobody to own it', { kind: 'tag', pattern: 'x', approvals: 1 }],
    ['nothing to look for', { kind: 'path', pattern: ' ', role: 'admin', approvals: 1 }],
    ['a priority that there is not', { kind: 'priority', pattern: 'urgent', role: 'admin', approvals: 1 }],
    ['one policy', { kind: 'policy', pattern: 'default', role: 'admin', approvals: 1 }],
    ['no approval', { kind: 'tag', pattern: 'x', role: 'admin', approvals: 0 }],
    ['more than is allowed', { kind: 'tag', pattern: 'x', role: 'admin', approvals: LIMITS.ruleApprovals + 1 }],
    ['viewers', { kind: 'tag', pattern: 'x', role: 'viewer', approvals: 1 }],
    ['a stranger', { kind: 'tag', pattern: 'x', memberIds: ['stranger'], approvals: 1 }],
  ])('are refused with %s', async (_, rule) => {
    await expect(createReviewRule(world.owner, rule)).rejects.toMatchObject({ code: 'VALIDATION' })
  })

  it('are refused with a viewer among the owners, and beyond their number', async () => {
    const rule = { kind: 'tag', pattern: 'x', approvals: 1 }
    const memberIds = [world.viewer.userId]
    await expect(createReviewRule(world.owner, { ...rule, memberIds })).rejects.toThrow('may not review')
    const { workspaceId } = world
    const rows = Array.from({ length: LIMITS.reviewRules }, (_, i) => ({
      workspaceId,
      id: `r${i}`,
      ...rule,
      role: 'admin',
    }))
    await prisma.reviewRule.createMany({ data: rows })
    await expect(createReviewRule(world.owner, { ...rule, role: 'admin' })).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    })
  })
})
