import { prisma } from '@/lib/db/client'
import { invitationListSchema, listInvitationsSchema } from '@/lib/schemas/workspaces/invitation'
import { verb } from '@/lib/services/verb'
import { INVITATION_SELECT, toInvitation } from './rows/to-invitation'

/** Invitations that nobody has used or withdrawn, newest first. */
export const listInvitations = verb({
  name: 'listInvitations',
  scope: 'admin',
  effect: 'read',
  input: listInvitationsSchema,
  output: invitationListSchema,
  run: async ({ workspaceId }) => {
    const rows = await prisma.invitation.findMany({
      where: { organizationId: workspaceId, status: 'pending' },
      orderBy: { createdAt: 'desc' },
      select: INVITATION_SELECT,
    })
    return { items: rows.map(toInvitation), total: rows.length, nextCursor: null }
  },
})
