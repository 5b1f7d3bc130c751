import { beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { createApiKey } from '@/lib/services/api-keys/create-api-key'
import { importModules } from '@/lib/services/imports/import-modules'
import { changeMemberRole } from '@/lib/services/members/change-member-role'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { listPolicies } from '@/lib/services/policies/list-policies'
import { savePolicyVersion } from '@/lib/services/policies/save-policy-version'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { changeReview } from '@/lib/services/review/change-review'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { exportAuditEvents } from './export-audit-events'
import { listAuditEvents } from './list-audit-events'
import { recordAudit } from './record/record-audit'
import { verifyAuditLog } from './verify-audit-log'

let workspaceId: string
let owner: Actor

const origin = { address: '203.0.113.7', requestId: 'req_test' }

beforeEach(async () => {
  workspaceId = (await createTestWorkspace('audit')).workspaceId
  owner = { ...(await createTestUser(workspaceId, 'owner')).actor, origin }
})

const write = (count: number, by: Actor = owner) =>
  prisma.$transaction(async (tx) => {
    for (let i = 1; i <= count; i++) await recordAudit(tx, by, { action: 'test.done', target: `t${i}` })
  })

const sequences = async () => {
  const where = { workspaceId }
  const rows = await prisma.auditEvent.findMany({ where, orderBy: { sequence: 'asc' }, select: { sequence: true } })
  return rows.map(({ sequence }) => sequence)
}

describe('the chain of audit events', () => {
  it('has a place for each, without gaps, also where many write at once', async () => {
    await Promise.all(Array.from({ length: 12 }, () => write(2)))
    expect(await sequences()).toEqual(Array.from({ length: 24 }, (_, i) => i + 1))
    const verified = await verifyAuditLog(owner, {})
    expect(verified).toMatchObject({ isIntact: true, entries: 24, removed: 0, head: { sequence: 24 }, problem: null })
  })

  it('has none for what was not committed', async () => {
    await write(1)
    const failing = prisma.$transaction(async (tx) => {
      await recordAudit(tx, owner, { action: 'test.undone' })
      throw new Error('not this time')
    })
    await expect(failing).rejects.toThrow('not this time')
    await write(1)
    expect(await sequences()).toEqual([1, 2])
    expect(await verifyAuditLog(owner, {})).toMatchObject({ isIntact: true, entries: 2 })
  })

  it('is intact where nothing was written', async () => {
    expect(await verifyAuditLog(owner, {})).toEqual({
      isIntact: true,
      entries: 0,
      removed: 0,
      head: null,
      problem: null,
    })
  })

  const at = (sequence: number) => ({ workspaceId_sequence: { workspaceId, sequence } })
  it.each<[string, () => Promise<unknown>, { kind: string; sequence: number | null }]>([
    [
      'another name',
      () => prisma.auditEvent.update({ where: at(3), data: { actorName: 'Somebody else' } }),
      { kind: 'changed', sequence: 3 },
    ],
    [
      'another time',
      () => prisma.auditEvent.update({ where: at(3), data: { at: new Date(0) } }),
      { kind: 'changed', sequence: 3 },
    ],
    [
      'another detail',
      () => prisma.auditEvent.update({ where: at(3), data: { detail: { ids: ['other'] } } }),
      { kind: 'changed', sequence: 3 },
    ],
    [
      'another change',
      () => prisma.auditEvent.update({ where: at(3), data: { changes: { role: { after: 'viewer' } } } }),
      { kind: 'changed', sequence: 3 },
    ],
    [
      'another address',
      () => prisma.auditEvent.update({ where: at(3), data: { address: '198.51.100.1' } }),
      { kind: 'changed', sequence: 3 },
    ],
    [
      'another hash, too',
      () => prisma.auditEvent.update({ where: at(3), data: { target: 'other', hash: 'f'.repeat(64) } }),
      { kind: 'changed', sequence: 3 },
    ],
    ['an entry less', () => prisma.auditEvent.delete({ where: at(3) }), { kind: 'missing', sequence: 3 }],
    ['the first entry less', () => prisma.auditEvent.delete({ where: at(1) }), { kind: 'missing', sequence: 1 }],
    ['the last entry less', () => prisma.auditEvent.delete({ where: at(5) }), { kind: 'cut', sequence: 4 }],
    [
      'an entry out of the chain',
      () => prisma.auditEvent.update({ where: at(5), data: { sequence: null, hash: null } }),
      { kind: 'unchained', sequence: null },
    ],
  ])('shows %s', async (_, tamper, problem) => {
    await write(5)
    await tamper()
    expect(await verifyAuditLog(owner, {})).toMatchObject({ isIntact: false, problem })
  })

  it('is listed page by page in its order, with what somebody put beside it', async () => {
    await write(7)
    await prisma.auditEvent.update({ where: at(4), data: { sequence: null, hash: null } })
    await prisma.auditEvent.update({ where: at(6), data: { sequence: null, hash: null } })
    const seen: (number | null)[] = []
    let cursor: string | undefined
    do {
      const { items, nextCursor } = await listAuditEvents(owner, { limit: 1, cursor })
      seen.push(...items.map(({ sequence }) => sequence))
      cursor = nextCursor ?? undefined
    } while (cursor && seen.length < 20)
    expect(seen).toEqual([null, null, 7, 5, 3, 2, 1])
  })

  it('that was written anew as a whole differs from a head that was noted', async () => {
    await write(4)
    const { head } = await verifyAuditLog(owner, {})
    const noted = { sequence: head?.sequence, hash: head?.hash }
    await write(1)
    expect(await verifyAuditLog(owner, noted)).toMatchObject({ isIntact: true, entries: 5 })
    await prisma.$transaction([
      prisma.auditEvent.deleteMany({ where: { workspaceId } }),
      prisma.auditChain.deleteMany({ where: { workspaceId } }),
    ])
    await write(5)
    expect(await verifyAuditLog(owner, {})).toMatchObject({ isIntact: true })
    expect(await verifyAuditLog(owner, noted)).toMatchObject({ problem: { kind: 'other', sequence: 4 } })
    expect(await verifyAuditLog(owner, { ...noted, sequence: 9 })).toMatchObject({ problem: { kind: 'cut' } })
    await expect(verifyAuditLog(owner, { sequence: 4 })).rejects.toMatchObject({ code: 'VALIDATION' })
  })

  it('is one of each workspace', async () => {
    await write(2)
    const other = (await createTestWorkspace('audit-other')).workspaceId
    await write(3, { ...owner, workspaceId: other })
    expect(await verifyAuditLog(owner, {})).toMatchObject({ isIntact: true, entries: 2 })
    const { items } = await listAuditEvents({ kind: 'system', workspaceId: other, name: 'test' }, {})
    expect(items.map(({ sequence }) => sequence)).toEqual([3, 2, 1])
  })
})

describe('an entry', () => {
  it('says who, from where, by which request, and what was before and after', async () => {
    await changeReview(owner, { review: 'optional' })
    await changeReview(owner, { review: 'required' })
    const { items } = await listAuditEvents(owner, { action: 'review' })
    expect(items[0]).toMatchObject({
      actorKind: 'user',
      actorName: owner.name,
      action: 'review.changed',
      changes: { review: { before: 'optional', after: 'required' } },
      address: '203.0.113.7',
      requestId: 'req_test',
    })
    expect(items[1]?.changes).toEqual({ review: { before: 'off', after: 'optional' } })
  })

  it('tells the fields of a policy that changed, and no others', async () => {
    await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
    const [policy] = (await listPolicies(owner, {})).items
    const settings = structuredClone(policy!.settings)
    settings.budget.packing = settings.budget.packing === 'most' ? 'strongest' : 'most'
    await savePolicyVersion(owner, { id: policy!.id, settings })
    const [entry] = (await listAuditEvents(owner, { action: 'policy.versionSaved' })).items
    expect(entry?.targetName).toBe(policy!.name)
    expect(entry?.changes).toEqual({
      version: { before: 1, after: 2 },
      'settings.budget.packing': { before: policy!.settings.budget.packing, after: settings.budget.packing },
    })
  })

  it('names no secret', async () => {
    const secret = 'sk-very-secret-1234567890'
    await saveProvider(owner, { kind: 'openai', name: 'Main', apiKey: secret, models: [] })
    const key = await createApiKey(owner, { name: 'app', scopes: ['read'] })
    const told = JSON.stringify((await listAuditEvents(owner, {})).items)
    expect(told).toContain('provider.added')
    expect(told).toContain('apiKey.created')
    expect(told).not.toContain(secret)
    expect(told).not.toContain(key.secret)
  })

  it('tells an import of several parts once, with all of it', async () => {
    const file = (name: string) => ({ path: `${name}.md`, content: `# ${name}\n\nText of ${name}.` })
    const { importId } = await importModules(owner, { files: [file('one'), file('two')] })
    await importModules(owner, { files: [file('three')], importId })
    const { items, total } = await listAuditEvents(owner, { action: 'module' })
    expect(total).toBe(1)
    expect(items).toMatchObject([{ action: 'modules.imported', target: importId, detail: { count: 3 } }])
    expect(await verifyAuditLog(owner, {})).toMatchObject({ isIntact: true, entries: 2 })
  })
})

describe('the list', () => {
  it('is filtered by what, whom and when, page by page', async () => {
    const member = await createTestUser(workspaceId, 'editor')
    await changeMemberRole(owner, { userId: member.userId, role: 'viewer' })
    const key: Actor = { kind: 'apiKey', workspaceId, keyId: 'key_1', name: 'Program', scopes: ['admin'] }
    await write(5, key)
    const { items, total, nextCursor } = await listAuditEvents(owner, { actorKind: 'apiKey', limit: 3 })
    expect([items.length, total]).toEqual([3, 5])
    const next = await listAuditEvents(owner, { actorKind: 'apiKey', limit: 3, cursor: nextCursor! })
    expect(next.items.map(({ target }) => target)).toEqual(['t2', 't1'])
    expect(next.nextCursor).toBeNull()
    const ofMember = await listAuditEvents(owner, { target: member.userId })
    expect(ofMember.items).toMatchObject([
      {
        action: 'member.roleChanged',
        targetName: member.actor.name,
        changes: { role: { before: 'editor', after: 'viewer' } },
      },
    ])
    expect((await listAuditEvents(owner, { actorId: 'key_1', action: 'test.done' })).total).toBe(5)
    const today = new Date().toISOString().slice(0, 10)
    expect((await listAuditEvents(owner, { from: today, to: today })).total).toBe(6)
    expect((await listAuditEvents(owner, { to: '2020-01-01' })).total).toBe(0)
    await expect(listAuditEvents(owner, { from: '2026-02-01', to: '2026-01-01' })).rejects.toMatchObject({
      code: 'VALIDATION',
    })
    await expect(listAuditEvents(owner, { action: 'a b' })).rejects.toMatchObject({ code: 'VALIDATION' })
  })

  const textOf = (stream: ReadableStream<Uint8Array>) =>
    new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text()

  it('is exported whole, as lines and as a table', async () => {
    await write(2)
    await prisma.$transaction((tx) => recordAudit(tx, { ...owner, name: '=1+1, "x"' }, { action: 'test.named' }))
    const lines = await exportAuditEvents(owner, { format: 'jsonl' })
    const events = (await textOf(lines.stream))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(events.map(({ sequence }) => sequence)).toEqual([3, 2, 1])
    expect(events).toEqual((await listAuditEvents(owner, {})).items)
    const table = await exportAuditEvents(owner, { format: 'csv', action: 'test.named' })
    const rows = (await textOf(table.stream)).split('\r\n')
    expect(rows[0]).toMatch(/^sequence,at,by,/)
    expect(rows[1]).toContain(`,"'=1+1, ""x""",user,`)
    expect(rows).toHaveLength(3)
  })
})
