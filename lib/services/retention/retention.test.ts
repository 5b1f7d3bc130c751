import { beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { listAuditEvents } from '@/lib/services/audit/list-audit-events'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verifyAuditLog } from '@/lib/services/audit/verify-audit-log'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { applyRetention } from './apply-retention'
import { changeRetention } from './change-retention'
import { getRetention } from './get-retention'
import { previewRetention } from './preview-retention'

const DAY_MS = 24 * 60 * 60 * 1000
const NOW = Date.now()
const daysAgo = (days: number) => new Date(NOW - days * DAY_MS)
const signal = new AbortController().signal

let workspaceId: string
let admin: Actor

beforeEach(async () => {
  workspaceId = (await createTestWorkspace('retention')).workspaceId
  admin = (await createTestUser(workspaceId, 'admin')).actor
})

async function addConversation(id: string, days: number, data: { isShared?: boolean } = {}): Promise<void> {
  const at = daysAgo(days)
  await prisma.conversation.create({
    data: { workspaceId, id, title: id, authorId: 'user', createdAt: at, updatedAt: at, ...data },
  })
  const text = { conversationId: id, ordinal: 1, role: 'user', content: 'Hello.', createdAt: at }
  await prisma.conversationMessage.create({ data: { workspaceId, id: `${id}-m`, ...text } })
  await addComposition(`${id}-c`, days, id)
}

async function addComposition(id: string, days: number, conversationId: string | null = null): Promise<void> {
  await prisma.composition.create({
    data: {
      workspaceId,
      id,
      createdAt: daysAgo(days),
      actorKind: 'user',
      conversationId,
      query: 'q',
      model: 'm',
      policyId: 'default',
      policyVersion: 1,
      revision: 1,
      inputTokens: 1,
      durationMs: 1,
      prefixHash: '',
      contextHash: '',
      prepared: {},
      usage: {},
      trace: {},
    },
  })
}

const addCall = (id: string, days: number) =>
  prisma.modelCall.create({
    data: {
      workspaceId,
      id,
      at: daysAgo(days),
      purpose: 'answer',
      actorKind: 'user',
      model: 'm',
      predictedTokens: 1,
      inputTokens: 1,
    },
  })

const idsOf = async (rows: Promise<{ id: string }[]>) => (await rows).map(({ id }) => id).sort()
const conversations = () => idsOf(prisma.conversation.findMany({ where: { workspaceId } }))
const compositions = () => idsOf(prisma.composition.findMany({ where: { workspaceId } }))
const calls = () => idsOf(prisma.modelCall.findMany({ where: { workspaceId } }))
const receipts = async () => (await listAuditEvents(admin, { action: 'retention.applied' })).items

describe('retention', () => {
  it('keeps everything for ever until somebody says otherwise', async () => {
    await addConversation('old', 4_000)
    await applyRetention(workspaceId, signal, NOW)
    expect(await conversations()).toEqual(['old'])
    expect(await receipts()).toEqual([])
    expect(Object.values(await getRetention(admin, {}))).toEqual([null, null, null, null, null])
  })

  it('deletes conversations that nobody has written in, with all that belongs to them, and says how many', async () => {
    await addConversation('old', 31)
    await addConversation('shared', 40, { isShared: true })
    await addConversation('new', 29)
    await addComposition('elsewhere', 300)
    const due = await previewRetention(admin, { conversations: 30 })
    expect(due).toMatchObject({ conversations: 2, compositions: 0 })
    // a form has every field, those that nobody filled in too
    expect(await previewRetention(admin, { conversations: 30, interactions: undefined })).toEqual(due)
    await changeRetention(admin, { conversations: 30 })
    await applyRetention(workspaceId, signal, NOW)
    expect(await conversations()).toEqual(['new'])
    expect(await compositions()).toEqual(['elsewhere', 'new-c'])
    expect(await prisma.conversationMessage.count({ where: { workspaceId } })).toBe(1)
    expect(await receipts()).toMatchObject([
      { actorKind: 'system', detail: { conversations: 2, messages: 2, compositions: 2 } },
    ])
    await applyRetention(workspaceId, signal, NOW)
    expect(await receipts()).toHaveLength(1)
  })

  it('leaves a conversation alone that is being answered', async () => {
    await addConversation('answering', 31)
    await prisma.runningAnswer.create({
      data: { workspaceId, conversationId: 'answering', messageId: 'm', aliveAt: new Date() },
    })
    await changeRetention(admin, { conversations: 30 })
    await applyRetention(workspaceId, signal, NOW)
    expect(await conversations()).toEqual(['answering'])
  })

  it('deletes contexts by their own age, of kept conversations too', async () => {
    await addConversation('kept', 100)
    await addComposition('young', 5)
    await changeRetention(admin, { compositions: 90 })
    await applyRetention(workspaceId, signal, NOW)
    expect(await conversations()).toEqual(['kept'])
    expect(await compositions()).toEqual(['young'])
  })

  it('deletes what profiles know of questions, and usage, by age', async () => {
    await prisma.profile.create({ data: { workspaceId, id: 'p', name: 'P' } })
    for (const [id, days] of [
      ['asked-long-ago', 60],
      ['asked-lately', 3],
    ] as const) {
      const data = { workspaceId, profileId: 'p', id, query: id, createdAt: daysAgo(days) }
      await prisma.profileInteraction.create({ data })
    }
    await addCall('call-old', 95)
    await addCall('call-new', 80)
    await changeRetention(admin, { interactions: 30, modelCalls: 90 })
    await applyRetention(workspaceId, signal, NOW)
    expect(await idsOf(prisma.profileInteraction.findMany({ where: { workspaceId } }))).toEqual(['asked-lately'])
    expect(await calls()).toEqual(['call-new'])
    expect(await receipts()).toMatchObject([{ detail: { interactions: 1, modelCalls: 1 } }])
  })

  it('takes the beginning of the audit log away; the rest can still be checked', async () => {
    const write = (target: string) => recordAudit(prisma, admin, { action: 'test.done', target })
    for (const target of ['a', 'b', 'c', 'd']) await write(target)
    const { head: noted } = await verifyAuditLog(admin, {})
    // the clock stood still for a while: only what comes before every kept entry goes
    const dated = (target: string, days: number) =>
      prisma.$executeRaw`UPDATE "AuditEvent" SET "at" = ${daysAgo(days)}
        WHERE "workspaceId" = ${workspaceId} AND "target" = ${target}`
    await dated('a', 50)
    await dated('b', 50)
    await dated('d', 50)
    await rechain()
    expect(await previewRetention(admin, { auditEvents: 30 })).toMatchObject({ auditEvents: 2 })
    await changeRetention(admin, { auditEvents: 30 })
    await applyRetention(workspaceId, signal, NOW)
    const { items } = await listAuditEvents(admin, {})
    expect(items.map(({ action, target }) => target ?? action)).toEqual([
      'retention.applied',
      'retention.changed',
      'd',
      'c',
    ])
    expect(await verifyAuditLog(admin, {})).toMatchObject({ isIntact: true, entries: 4, removed: 2 })
    expect(noted?.sequence).toBe(4)
    await prisma.auditEvent.deleteMany({ where: { workspaceId, target: 'c' } })
    expect(await verifyAuditLog(admin, {})).toMatchObject({ problem: { kind: 'missing', sequence: 3 } })
  })

  it('takes a number of days, no fewer than limits of usage need, or null', async () => {
    await changeRetention(admin, { conversations: 30, modelCalls: 90 })
    expect(await changeRetention(admin, { conversations: null })).toMatchObject({ conversations: null, modelCalls: 90 })
    for (const wrong of [{ conversations: 0 }, { modelCalls: 30 }, { compositions: 1.5 }, { auditEvents: 99_999 }]) {
      await expect(changeRetention(admin, wrong)).rejects.toMatchObject({ code: 'VALIDATION' })
    }
    const [, first] = (await listAuditEvents(admin, { action: 'retention.changed' })).items
    expect(first?.changes).toMatchObject({ conversations: { before: null, after: 30 } })
  })

  it('touches no other workspace, and stops between batches', async () => {
    await addConversation('theirs', 400)
    const other = (await createTestWorkspace('retention-other')).workspaceId
    await prisma.retention.create({ data: { workspaceId: other, conversations: 1 } })
    await applyRetention(other, signal, NOW)
    expect(await conversations()).toEqual(['theirs'])
    await changeRetention(admin, { conversations: 1 })
    await expect(applyRetention(workspaceId, AbortSignal.abort(new Error('stopping')), NOW)).rejects.toThrow('stopping')
    expect(await conversations()).toEqual(['theirs'])
  })
})

/** Makes the chain as if the entries had been written at the times that they have now. */
async function rechain(): Promise<void> {
  const rows = await prisma.auditEvent.findMany({ where: { workspaceId }, orderBy: { sequence: 'asc' } })
  await prisma.auditEvent.deleteMany({ where: { workspaceId } })
  await prisma.auditChain.deleteMany({ where: { workspaceId } })
  for (const { sequence: _, hash: __, detail, changes, ...row } of rows) {
    await prisma.auditEvent.create({ data: { ...row, detail: detail ?? {}, changes: changes ?? {} } })
  }
}
