import { prisma } from '@/lib/db/client'
import { getProfileSchema, receiptSchema } from '@/lib/schemas/profiles/profile'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { toReceipt } from './erasure/receipt'
import { requireOwnOrWrite } from './rows/profile-access'

/** Forgets what somebody asked about before. @throws AppError NOT_FOUND, FORBIDDEN. */
export const clearInteractions = verb({
  name: 'clearInteractions',
  scope: 'compose',
  effect: 'write',
  input: getProfileSchema,
  output: receiptSchema,
  run: async ({ actor, workspaceId }, { id }) => {
    const where = { workspaceId, profileId: id }
    const removed = await prisma.$transaction(async (tx) => {
      await requireOwnOrWrite(tx, actor, id)
      const { count } = await tx.profileInteraction.deleteMany({ where })
      await recordAudit(tx, actor, {
        action: 'profile.interactionsCleared',
        target: id,
        detail: { interactions: count },
      })
      return count
    })
    const left = await prisma.profileInteraction.count({ where })
    return toReceipt(`${id}/interactions`, [{ store: 'interactions', removed, left }])
  },
})
