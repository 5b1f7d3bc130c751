import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { WaitingReviewListDto } from '@/lib/schemas/changes/waiting-review'
import { markNotifications } from '@/lib/services/inbox/mark-notifications'
import { createModule } from '@/lib/services/modules/create-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { changeReview } from '@/lib/services/review/change-review'
import { createReviewRule } from '@/lib/services/review/create-review-rule'
import { deleteReviewRule } from '@/lib/services/review/delete-review-rule'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { askForReview } from './ask-for-review'
import { createChangeRequest } from './create-change-request'
import { listWaitingReviews } from './list-waiting-reviews'
import { putChangeEdits } from './put-change-edits'
import { reviewChangeRequest } from './review-change-request'
import { updateChangeRequest } from './update-change-request'

type TestUser = Awaited<ReturnType<typeof createTestUser>>
let workspaceId: string
let owner: TestUser
let author: TestUser
let reviewer: TestUser
let viewer: TestUser
let number: number

const source = (text: string) => `# Herons\n\n${text}\n\nThey stand still.\n`
const put = (text: string) =>
  putChangeEdits(author.actor, { number, edits: [{ moduleId: 'herons', source: source(text) }] })

beforeAll(async () => {
  workspaceId = (await createTestWorkspace('waiting-reviews')).workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  owner = await createTestUser(workspaceId, 'owner')
  author = await createTestUser(workspaceId, 'editor')
  reviewer = await createTestUser(workspaceId, 'reviewer')
  viewer = await createTestUser(workspaceId, 'viewer')
  await createModule(owner.actor, { id: 'herons', source: source('Herons eat fish.') })
})

beforeEach(async () => {
  const edits = [{ moduleId: 'herons', source: source('Herons eat frogs.') }]
  number = (await createChangeRequest(author.actor, { title: 'Frogs', edits })).number
})

describe('what waits for a review', () => {
  const waits = async ({ actor }: TestUser) =>
    (await listWaitingReviews(actor, {})).items.filter((each) => each.number === number).map(({ reason }) => reason)
  const review = (verdict: string) => reviewChangeRequest(reviewer.actor, { number, verdict })

  afterEach(() => prisma.workspaceSettings.update({ where: { workspaceId }, data: { review: 'off' } }))

  it('is open for whom it waits, read or not, until they have said what they think of it as it is', async () => {
    await changeReview(owner.actor, { review: 'optional' })
    expect(await waits(reviewer)).toEqual([])
    await askForReview(author.actor, { number, userIds: [reviewer.userId] })
    await markNotifications(reviewer.actor, { isAll: true })
    expect(await waits(reviewer)).toEqual(['asked'])
    expect(await waits(owner)).toEqual([])
    await review('approved')
    expect(await waits(reviewer)).toEqual([])
    await put('Herons eat newts.')
    expect(await waits(reviewer)).toEqual(['changed'])
    await review('changes')
    expect(await waits(reviewer)).toEqual([])
    await updateChangeRequest(author.actor, { number, status: 'closed' })
    expect(await waits(reviewer)).toEqual([])
  })

  it('is for anybody who may approve it where none was asked, and for the owners where a rule says so', async () => {
    await changeReview(owner.actor, { review: 'required' })
    expect(await Promise.all([reviewer, author, viewer].map(waits))).toEqual([['anybody'], [], []])
    const { id } = await createReviewRule(owner.actor, { kind: 'path', pattern: '**', role: 'owner', approvals: 1 })
    expect(await Promise.all([reviewer, owner].map(waits))).toEqual([[], ['rule']])
    await deleteReviewRule(owner.actor, { id })
    await askForReview(author.actor, { number, userIds: [reviewer.userId] })
    expect(await Promise.all([reviewer, owner].map(waits))).toEqual([['asked'], []])
    const key = { kind: 'apiKey', workspaceId, keyId: 'k', name: 'k', scopes: ['read'] } as const
    await expect(listWaitingReviews(key, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('pages over all that is open', async () => {
    await changeReview(owner.actor, { review: 'required' })
    for (const id of ['toads', 'newts']) {
      await createChangeRequest(author.actor, { title: id, edits: [{ moduleId: id, source: source(id) }] })
    }
    const found: number[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: WaitingReviewListDto = await listWaitingReviews(owner.actor, { limit: 2, cursor })
      found.push(...page.items.map((each) => each.number))
      cursor = page.nextCursor
    }
    expect(found).toEqual([...new Set(found)].toSorted((x, y) => y - x))
    expect(found).toContain(number)
    expect(found.length).toBeGreaterThan(2)
  })
})
