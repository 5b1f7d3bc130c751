import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { mergeChangeRequest } from '@/lib/services/change-requests/merge-change-request'
import { reviewChangeRequest } from '@/lib/services/change-requests/review-change-request'
import { updateChangeRequest } from '@/lib/services/change-requests/update-change-request'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { exportReviewTimes } from './export-review-times'
import { getReviewTimes } from './get-review-times'

let workspaceId: string
let ada: Actor
let bob: Actor

const MINUTE_MS = 60_000

/** Puts the last event of a kind so many minutes after the request was made. */
async function put(number: number, kind: string, minutes: number) {
  const where = { workspaceId, number, kind }
  const event = await prisma.changeEvent.findFirstOrThrow({ where, orderBy: { id: 'desc' } })
  const { createdAt } = await prisma.changeRequest.findUniqueOrThrow({
    where: { workspaceId_number: { workspaceId, number } },
  })
  const at = new Date(createdAt.getTime() + minutes * MINUTE_MS)
  await prisma.changeEvent.updateMany({ where: { workspaceId, number, id: event.id }, data: { at } })
  if (kind === 'merged') {
    await prisma.changeRequest.updateMany({ where: { workspaceId, number }, data: { endedAt: at } })
  }
}

async function propose(food: string, status?: 'draft') {
  const edits = [{ moduleId: 'herons', source: `# Herons\n\nHerons eat ${food}.` }]
  const made = await createChangeRequest(ada, { title: `Herons eat ${food}`, edits, ...(status ? { status } : {}) })
  return made.number
}

async function review(number: number, verdict: 'approved' | 'changes', minutes: number, by = bob) {
  await reviewChangeRequest(by, { number, verdict, comment: 'Look.' })
  await put(number, 'reviewed', minutes)
}

beforeAll(async () => {
  workspaceId = (await createTestWorkspace('review-times')).workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  ada = (await createTestUser(workspaceId, 'admin')).actor
  bob = (await createTestUser(workspaceId, 'reviewer')).actor
  await importModules(ada, { files: [{ path: 'herons.md', content: '# Herons\n\nHerons eat fish.' }] })
})

describe('review times', () => {
  it('are empty where nothing was proposed', async () => {
    expect(await getReviewTimes(bob, {})).toMatchObject({ requests: [], reviewers: [], answered: null, waiting: 0 })
  })

  it('count from the moment when others could answer to what others said', async () => {
    const merged = await propose('frogs')
    await review(merged, 'changes', 30)
    await review(merged, 'approved', 90)
    await mergeChangeRequest(ada, { number: merged })
    await put(merged, 'merged', 120)
    const waiting = await propose('newts')
    const draft = await propose('eels', 'draft')
    await updateChangeRequest(ada, { number: draft, status: 'open' })
    await put(draft, 'changed', 600)
    await review(draft, 'approved', 610)

    const report = await getReviewTimes(bob, {})
    expect(report.requests.map(({ number, ...times }) => [number, times.answeredAfter, times.approvedAfter])).toEqual([
      [draft, 10, 10],
      [waiting, null, null],
      [merged, 30, 90],
    ])
    expect(report).toMatchObject({
      isAll: true,
      waiting: 1,
      answered: { count: 2, median: 10, p90: 30 },
      approved: { count: 2, median: 10, p90: 90 },
      merged: { count: 1, median: 120, p90: 120 },
      reviewers: [{ requests: 2, approved: 2, askedForChanges: 1, answeredAfter: { count: 2, median: 10, p90: 30 } }],
    })
    expect(report.requests.at(-1)).toMatchObject({ status: 'merged', endedAfter: 120, rounds: 1, isBypassed: false })
    const { text } = await exportReviewTimes(bob, {})
    expect(text.split('\r\n')[3]).toContain(',30,90,120,1,no')
  })

  it('leave out what ended before the range', async () => {
    const before = (await getReviewTimes(bob, { days: 30 })).requests.length
    const old = new Date('2026-01-01')
    const ended = await prisma.changeRequest.findFirstOrThrow({ where: { workspaceId, status: 'merged' } })
    await prisma.changeRequest.updateMany({
      where: { workspaceId, number: ended.number },
      data: { createdAt: old, endedAt: old },
    })
    expect((await getReviewTimes(bob, { days: 30 })).requests).toHaveLength(before - 1)
  })
})
