import { beforeEach, describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { findActorBySession } from '@/lib/services/auth/find-actor-by-session'
import { createInvitation } from '@/lib/services/invitations/create-invitation'
import { listInvitations } from '@/lib/services/invitations/list-invitations'
import { revokeInvitation } from '@/lib/services/invitations/revoke-invitation'
import { acceptInvitation, findOpenInvitation } from '@/lib/services/setup/accept-invitation'
import { createTestUser, TEST_PASSWORD } from '@/lib/services/testing/create-test-user'
import { changeMemberRole } from './change-member-role'
import { leaveWorkspace } from './leave-workspace'
import { listMembers } from './list-members'
import { removeMember } from './remove-member'

type TestUser = Awaited<ReturnType<typeof createTestUser>>
let owner: TestUser
let admin: TestUser
let workspaceId: string

beforeEach(async () => {
  workspaceId = (await createTestWorkspace('members')).workspaceId
  owner = await createTestUser(workspaceId, 'owner')
  admin = await createTestUser(workspaceId, 'admin')
})

const request = { headers: new Headers({ host: 'localhost:3000' }), address: '127.0.0.1' }
const newEmail = () => `${crypto.randomUUID()}@example.com`
const tokenOf = ({ path }: { path: string }) => path.slice('/invite/'.length)
const accept = (token: string, extra: object = {}) =>
  acceptInvitation({ token, name: 'Grace', password: TEST_PASSWORD, ...extra }, request)

async function actorOf(setCookies: string[]): Promise<Actor | null> {
  const cookie = setCookies.map((header) => header.split(';')[0]).join('; ')
  return (await findActorBySession(new Headers({ cookie }))).actor
}

describe('an invitation', () => {
  test('makes an account for its e-mail, and works once', async () => {
    const email = newEmail()
    const token = tokenOf(await createInvitation(admin.actor, { email, role: 'reviewer' }))
    expect(await findOpenInvitation({ token })).toMatchObject({ email, role: 'reviewer', hasAccount: false })
    const { setCookies } = await accept(token)
    expect(await actorOf(setCookies)).toMatchObject({ workspaceId, role: 'reviewer', name: 'Grace' })
    expect((await listMembers(owner.actor, {})).items.map((member) => member.email)).toContain(email)
    expect(await findOpenInvitation({ token })).toBeNull()
    await expect(accept(token)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('used by two at once makes one member', async () => {
    const token = tokenOf(await createInvitation(admin.actor, { email: newEmail() }))
    const results = await Promise.allSettled([accept(token), accept(token), accept(token)])
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect((await listMembers(owner.actor, {})).total).toBe(3)
  })

  test('to somebody with an account needs their password', async () => {
    const elsewhere = (await createTestWorkspace('elsewhere')).workspaceId
    const { email } = await createTestUser(elsewhere, 'owner')
    const token = tokenOf(await createInvitation(admin.actor, { email, role: 'viewer' }))
    expect(await findOpenInvitation({ token })).toMatchObject({ hasAccount: true })
    await expect(accept(token, { password: 'some other password' })).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    expect(await actorOf((await accept(token)).setCookies)).toMatchObject({ workspaceId, role: 'viewer' })
  })

  test('ends when it is withdrawn, replaced or old', async () => {
    const email = newEmail()
    const first = await createInvitation(admin.actor, { email })
    const second = await createInvitation(admin.actor, { email })
    expect(await findOpenInvitation({ token: tokenOf(first) })).toBeNull()
    expect((await listInvitations(admin.actor, {})).total).toBe(1)
    await revokeInvitation(admin.actor, { id: second.id })
    expect(await findOpenInvitation({ token: tokenOf(second) })).toBeNull()
    const third = await createInvitation(admin.actor, { email })
    await prisma.invitation.update({ where: { id: third.id }, data: { expiresAt: new Date(Date.now() - 1) } })
    await expect(accept(tokenOf(third))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is stored without the secret of its link', async () => {
    const token = tokenOf(await createInvitation(admin.actor, { email: newEmail() }))
    const rows = [await prisma.verification.findMany(), await prisma.invitation.findMany()]
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('never makes an owner, nor goes to a member', async () => {
    await expect(createInvitation(owner.actor, { email: newEmail(), role: 'owner' })).rejects.toMatchObject({
      code: 'VALIDATION',
    })
    await expect(createInvitation(owner.actor, { email: admin.email })).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

describe('roles', () => {
  const key = (): Actor => ({ kind: 'apiKey', workspaceId, keyId: 'k', name: 'key', scopes: ['admin'] })

  test.each([
    ['an admin', () => admin.actor],
    ['an admin key', key],
  ])('%s decides about everybody but owners', async (_, by) => {
    const { userId } = await createTestUser(workspaceId, 'editor')
    await changeMemberRole(by(), { userId, role: 'admin' })
    const forbidden = { code: 'FORBIDDEN' }
    await expect(changeMemberRole(by(), { userId, role: 'owner' })).rejects.toMatchObject(forbidden)
    await expect(changeMemberRole(by(), { userId: admin.userId, role: 'owner' })).rejects.toMatchObject(forbidden)
    await expect(changeMemberRole(by(), { userId: owner.userId, role: 'viewer' })).rejects.toMatchObject(forbidden)
    await expect(removeMember(by(), { userId: owner.userId })).rejects.toMatchObject(forbidden)
    await removeMember(by(), { userId })
    expect((await listMembers(owner.actor, {})).total).toBe(2)
  })

  test('the last owner stays', async () => {
    const conflict = { code: 'CONFLICT' }
    const { userId } = owner
    await expect(changeMemberRole(owner.actor, { userId, role: 'admin' })).rejects.toMatchObject(conflict)
    await expect(removeMember(owner.actor, { userId })).rejects.toMatchObject(conflict)
    await expect(leaveWorkspace(owner.actor, {})).rejects.toMatchObject(conflict)
  })

  test('of two owners who demote each other at once, one stays', async () => {
    await changeMemberRole(owner.actor, { userId: admin.userId, role: 'owner' })
    const second = { ...admin.actor, role: 'owner' as const }
    await Promise.allSettled([
      changeMemberRole(owner.actor, { userId: admin.userId, role: 'viewer' }),
      changeMemberRole(second, { userId: owner.userId, role: 'viewer' }),
    ])
    const { items } = await listMembers(owner.actor, {})
    expect(items.filter((member) => member.role === 'owner')).toHaveLength(1)
  })

  test('who leaves is out at once', async () => {
    const token = tokenOf(await createInvitation(admin.actor, { email: newEmail() }))
    const { setCookies } = await accept(token)
    const actor = await actorOf(setCookies)
    expect(actor).not.toBeNull()
    await leaveWorkspace(actor!, {})
    expect(await actorOf(setCookies)).toBeNull()
  })
})

describe('the audit log', () => {
  test('has who did what', async () => {
    const { userId } = await createTestUser(workspaceId, 'editor')
    await changeMemberRole(admin.actor, { userId, role: 'viewer' })
    const event = await prisma.auditEvent.findFirstOrThrow({ where: { workspaceId }, orderBy: { id: 'desc' } })
    expect(event).toMatchObject({ action: 'member.roleChanged', actorKind: 'user', target: userId })
    expect(event.actorId).toBe(admin.userId)
    expect(event.changes).toEqual({ role: { before: 'editor', after: 'viewer' } })
  })
})
