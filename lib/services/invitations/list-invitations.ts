import { prisma } from '@/lib/db/client'
import { type InvitationListDto, listInvitationsSchema } from '@/lib/schemas/invitation'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { INVITATION_SELECT, toInvitation } from './to-invitation'

/** Invitations that nobody has used or withdrawn, newest first. */
export async function listInvitations(actor: Actor, input: unknown): Promise<InvitationListDto> {
  const { workspaceId } = authorize(actor, 'admin')
  parseInput(listInvitationsSchema, input)
  const rows = await prisma.invitation.findMany({
    where: { organizationId: workspaceId, status: 'pending' },
    orderBy: { createdAt: 'desc' },
    select: INVITATION_SELECT,
  })
  return { items: rows.map(toInvitation), total: rows.length, nextCursor: null }
}
