'use server'

import { action } from '@/lib/adapters/action'
import { createInvitation } from '@/lib/services/invitations/create-invitation'
import { revokeInvitation } from '@/lib/services/invitations/revoke-invitation'
import { changeMemberRole } from '@/lib/services/members/change-member-role'
import { leaveWorkspace } from '@/lib/services/members/leave-workspace'
import { removeMember } from '@/lib/services/members/remove-member'

export const changeMemberRoleAction = action(changeMemberRole)
export const removeMemberAction = action(removeMember)
export const leaveWorkspaceAction = action(leaveWorkspace)
export const createInvitationAction = action(createInvitation)
export const revokeInvitationAction = action(revokeInvitation)
