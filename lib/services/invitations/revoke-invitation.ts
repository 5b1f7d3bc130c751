import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { revokeInvitationSchema } from '@/lib/schemas/workspaces/invitation'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { endLinks } from '@/lib/services/auth/secrets/one-time-link'
import { verb } from '@/lib/services/verb'

/** The link stops working. @throws AppError NOT_FOUND when there is no such pending invitation. */
export const revokeInvitation = verb({
  name: 'revokeInvitation',
  scope: 'admin',
  effect: 'write',
  input: revokeInvitationSchema,
  output: z.void(),
  run: async ({ actor, workspaceId }, { id }) => {
    await prisma.$transaction(async (tx) => {
      const { count } = await tx.invitation.updateMany({
        where: { organizationId: workspaceId, id, status: 'pending' },
        data: { status: 'canceled' },
      })
      if (count === 0)
        throw new AppError('NOT_FOUND', 'There is no such open invitation.', { entity: 'invitation', id })
      await endLinks(tx, 'invitation', id)
      await recordAudit(tx, actor, { action: 'invitation.revoked', target: id })
    })
  },
})
