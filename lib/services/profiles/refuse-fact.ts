import { prisma } from '@/lib/db/client'
import { factIdSchema, profileFactSchema } from '@/lib/schemas/profiles/profile'
import { whoOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { refuseStatus, requireFact } from './facts/require-fact'
import { requireOwnOrWrite } from './rows/profile-access'

/**
 * Refuses a candidate fact: it is never sent and not learned again. It stays visible until it is deleted.
 * @throws AppError NOT_FOUND, FORBIDDEN; CONFLICT for one that does not wait.
 */
export const refuseFact = verb({
  name: 'refuseFact',
  scope: 'compose',
  effect: 'write',
  input: factIdSchema,
  output: profileFactSchema,
  run: async ({ actor, workspaceId }, { id, factId }) =>
    prisma.$transaction(async (tx) => {
      await requireOwnOrWrite(tx, actor, id)
      const where = { workspaceId, profileId: id, id: factId }
      const fact = await requireFact(tx, where)
      if (fact.status !== 'candidate') refuseStatus(fact, 'Only a candidate can be refused.')
      await tx.profileFact.updateMany({ where, data: { status: 'refused', decidedBy: whoOf(actor) } })
      await recordAudit(tx, actor, { action: 'profile.factRefused', target: id, detail: { key: fact.key } })
      return requireFact(tx, where)
    }),
})
