import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { revokeInvitationSchema } from '@/lib/schemas/invitation'
import { type Actor, authorize } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { endLinks } from '@/lib/services/auth/one-time-link'
import { parseInput } from '@/lib/services/parse-input'

/** The link stops working. @throws AppError NOT_FOUND when there is no such pending invitation. */
export async function revokeInvitation(actor: Actor, input: unknown): Promise<void> {
  const { workspaceId } = authorize(actor, 'admin')
  const { id } = parseInput(revokeInvitationSchema, input)
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { organizationId: workspaceId, id, status: 'pending' },
      data: { status: 'canceled' },
    })
    if (count === 0) throw new AppError('NOT_FOUND', 'There is no such open invitation.', { entity: 'invitation', id })
    await endLinks(tx, 'invitation', id)
    await recordAudit(tx, actor, { action: 'invitation.revoked', target: id })
  })
}
