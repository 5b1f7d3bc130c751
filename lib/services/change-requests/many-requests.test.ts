import { Client } from 'pg'
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createRelease } from '@/lib/services/releases/create-release'
import { setReleaseEntries } from '@/lib/services/releases/set-release-entries'
import { changeReview } from '@/lib/services/review/change-review'
import { createReviewRule } from '@/lib/services/review/create-review-rule'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { createChangeRequest } from './create-change-request'
import { getChangeRequest } from './get-change-request'
import { listChangeRequests } from './list-change-requests'
import { listWaitingReviews } from './list-waiting-reviews'
import { putChangeEdits } from './put-change-edits'
import { reviewChangeRequest } from './review-change-request'

const VERDICTS = ['approved', 'changes', 'approved', 'approved'] as const
const OTHERS = 3

type TestUser = Awaited<ReturnType<typeof createTestUser>>
let author: TestUser
let reviewer: TestUser
let owner: TestUser

const source = (name: string, eats: string) => `# ${name}\n\n${name} eat ${eats}.`

beforeAll(async () => {
  const { workspaceId } = await createTestWorkspace('many-requests')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  owner = await createTestUser(workspaceId, 'owner')
  author = await createTestUser(workspaceId, 'editor')
  reviewer = await createTestUser(workspaceId, 'reviewer')
  const ids = [...VERDICTS.map((_, i) => `bird-${i}`), ...Array.from({ length: OTHERS }, (_, i) => `held-${i}`)]
  const files = ids.map((id) => ({ path: `${id}.md`, content: source(id, 'fish') }))
  await importModules(owner.actor, { files })
  await changeReview(owner.actor, { review: 'optional' })
  await createReviewRule(owner.actor, {
    kind: 'path',
    pattern: '**',
    memberIds: [owner.userId],
    role: null,
    approvals: 1,
  })
  for (const [i, verdict] of VERDICTS.entries()) {
    const edits = [{ moduleId: `bird-${i}`, source: source(`bird-${i}`, 'frogs') }]
    const { number } = await createChangeRequest(author.actor, { title: `Bird ${i}`, edits })
    await reviewChangeRequest((i === 0 ? owner : reviewer).actor, { number, verdict })
    // what the last one approved is of an earlier state
    const again = [{ moduleId: `bird-${i}`, source: source(`bird-${i}`, 'newts') }]
    if (i === VERDICTS.length - 1) await putChangeEdits(author.actor, { number, edits: again })
  }
})

/** Statements that a verb asks the database, and what it answers. */
async function countStatements<Answer>(work: () => Promise<Answer>): Promise<{ answer: Answer; statements: number }> {
  const query = vi.spyOn(Client.prototype, 'query')
  onTestFinished(() => query.mockRestore())
  query.mockClear()
  const answer = await work()
  return { answer, statements: query.mock.calls.length }
}

it('says how many requests stand that were reviewed, as the page of each, and asks no more often for many', async () => {
  const list = (limit: number) => countStatements(() => listChangeRequests(owner.actor, { status: 'open', limit }))
  const one = await list(1)
  const all = await list(VERDICTS.length)
  expect(all.answer.items.map(({ standing }) => standing)).toEqual(['waiting', 'approved', 'changes', 'approved'])
  expect(all.statements).toBe(one.statements)
  for (const { number, standing } of all.answer.items) {
    expect(await getChangeRequest(owner.actor, { number })).toMatchObject({ standing })
  }
})

it('says for whom many requests wait, and asks no more often for many', async () => {
  const list = (limit: number) => countStatements(() => listWaitingReviews(owner.actor, { limit }))
  const one = await list(1)
  const all = await list(VERDICTS.length)
  expect(all.answer.items.map(({ title, reason }) => [title, reason])).toEqual([
    ['Bird 3', 'rule'],
    ['Bird 2', 'rule'],
    ['Bird 1', 'rule'],
  ])
  expect(all.statements).toBe(one.statements)
})

it('says what moved in the releases that requests go into, and asks no more often for many', async () => {
  for (let i = 0; i < OTHERS; i++) {
    const [id, target] = [`held-${i}`, `target-${i}`]
    await createRelease(owner.actor, { id: target, name: target, entries: [{ moduleId: id, version: null }] })
    const edits = [{ moduleId: id, kind: 'version' as const, version: 1 }]
    await createChangeRequest(author.actor, { title: target, target, edits })
  }
  await importModules(owner.actor, { files: [{ path: 'held-1.md', content: source('held-1', 'mice') }] })
  await setReleaseEntries(owner.actor, { id: 'target-1', entries: [{ moduleId: 'held-1', version: 2 }] })
  const list = (limit: number) => countStatements(() => listChangeRequests(owner.actor, { status: 'open', limit }))
  const one = await list(1)
  const all = await list(OTHERS)
  expect(all.answer.items.map(({ title, conflicts }) => [title, conflicts])).toEqual([
    ['target-2', 0],
    ['target-1', 1],
    ['target-0', 0],
  ])
  expect(all.statements).toBe(one.statements)
})
