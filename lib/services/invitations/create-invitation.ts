import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { LIMITS } from '@/lib/schemas/limits'
import { createdInvitationSchema, createInvitationSchema } from '@/lib/schemas/workspaces/invitation'
import { type Actor, userIdOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { createLink, endLinks } from '@/lib/services/auth/secrets/one-time-link'
import { verb } from '@/lib/services/verb'
import { INVITATION_SELECT, toInvitation } from './rows/to-invitation'

const DAY_MS = 24 * 3_600_000

/** An invitation names a person; a key or the command line invites in the name of an owner. */
async function inviterOf(tx: Prisma.TransactionClient, actor: Actor): Promise<string> {
  const userId = userIdOf(actor)
  if (userId) return userId
  const owner = await tx.member.findFirst({
    where: { organizationId: actor.workspaceId, role: 'owner' },
    orderBy: { createdAt: 'asc' },
    select: { userId: true },
  })
  if (owner) return owner.userId
  throw new AppError('CONFLICT', 'This workspace has no owner yet, in whose name somebody could be invited.')
}

/** A new invitation replaces the pending ones for the same e-mail: only the newest link works. */
async function replacePending(tx: Prisma.TransactionClient, workspaceId: string, email: string): Promise<void> {
  const pending = await tx.invitation.findMany({
    where: { organizationId: workspaceId, email, status: 'pending' },
    select: { id: true },
  })
  for (const { id } of pending) await endLinks(tx, 'invitation', id)
  await tx.invitation.updateMany({
    where: { organizationId: workspaceId, email, status: 'pending' },
    data: { status: 'canceled' },
  })
  const count = await tx.invitation.count({ where: { organizationId: workspaceId, status: 'pending' } })
  if (count >= LIMITS.pendingInvitationsPerWorkspace) {
    throw new AppError('LIMIT_EXCEEDED', `A workspace can have ${count} open invitations. Withdraw some first.`, {
      limit: LIMITS.pendingInvitationsPerWorkspace,
    })
  }
}

/**
 * Makes the link with which one person, whose e-mail it fixes, joins the workspace.
 * @throws AppError CONFLICT when they are a member already.
 */
export const createInvitation = verb({
  name: 'createInvitation',
  scope: 'admin',
  effect: 'write',
  input: createInvitationSchema,
  output: createdInvitationSchema,
  run: async ({ actor, workspaceId }, { email, role }) => {
    const expiresAt = new Date(Date.now() + LIMITS.invitationDays * DAY_MS)
    return prisma.$transaction(async (tx) => {
      const where = { organizationId: workspaceId, user: { email } }
      if (await tx.member.findFirst({ where, select: { id: true } })) {
        throw new AppError('CONFLICT', `${email} is a member already.`, { fields: { email: 'is a member already' } })
      }
      await replacePending(tx, workspaceId, email)
      const row = await tx.invitation.create({
        data: {
          id: newId('inv'),
          organizationId: workspaceId,
          email,
          role,
          status: 'pending',
          expiresAt,
          inviterId: await inviterOf(tx, actor),
        },
        select: INVITATION_SELECT,
      })
      const token = await createLink(tx, 'invitation', row.id, expiresAt)
      await recordAudit(tx, actor, { action: 'invitation.created', target: row.id, after: { email, role } })
      return { ...toInvitation(row), path: `/invite/${token}` }
    })
  },
})
