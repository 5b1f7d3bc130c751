import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { leaveWorkspaceSchema } from '@/lib/schemas/workspaces/member'
import { userIdOf } from '@/lib/services/actor'
import { endAnswersFor } from '@/lib/services/answers/running-answers'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { deleteMember, lockMember, refuseLastOwner } from './rows/lock-member'

/** @throws AppError CONFLICT for the last owner; FORBIDDEN for a program. */
export const leaveWorkspace = verb({
  name: 'leaveWorkspace',
  scope: 'read',
  effect: 'write',
  input: leaveWorkspaceSchema,
  output: z.void(),
  run: async ({ actor, workspaceId }) => {
    const userId = userIdOf(actor)
    if (userId === null) throw new AppError('FORBIDDEN', 'Only a person can leave a workspace.')
    await prisma.$transaction(async (tx) => {
      const member = await lockMember(tx, workspaceId, userId)
      refuseLastOwner(member)
      await deleteMember(tx, workspaceId, userId)
      await recordAudit(tx, actor, { action: 'member.left', target: userId, before: { role: member.role } })
    })
    endAnswersFor({ workspaceId, authorId: userId })
  },
})
