import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { removeMemberSchema } from '@/lib/schemas/workspaces/member'
import { endAnswersFor } from '@/lib/services/answers/running-answers'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { deleteMember, lockMember, refuseLastOwner, refuseUnlessOwner } from './rows/lock-member'

/** What the person wrote stays. @throws AppError NOT_FOUND; FORBIDDEN for an owner; CONFLICT for the last owner. */
export const removeMember = verb({
  name: 'removeMember',
  scope: 'admin',
  effect: 'write',
  input: removeMemberSchema,
  output: z.void(),
  run: async ({ actor, workspaceId }, { userId }) => {
    await prisma.$transaction(async (tx) => {
      const member = await lockMember(tx, workspaceId, userId)
      if (member.role === 'owner') refuseUnlessOwner(actor)
      refuseLastOwner(member)
      await deleteMember(tx, workspaceId, userId)
      const change = { before: { role: member.role }, detail: { name: member.name } }
      await recordAudit(tx, actor, { action: 'member.removed', target: userId, ...change })
    })
    endAnswersFor({ workspaceId, authorId: userId })
  },
})
