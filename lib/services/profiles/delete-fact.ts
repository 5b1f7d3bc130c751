import { prisma } from '@/lib/db/client'
import { factIdSchema, receiptSchema } from '@/lib/schemas/profiles/profile'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { toReceipt } from './erasure/receipt'
import { requireFact } from './facts/require-fact'
import { buryFacts } from './facts/tombstones'
import { requireOwnOrWrite } from './rows/profile-access'

/**
 * Deletes a fact and every other one with the same key and value. It is not learned again from old messages.
 * Compositions that used it show it as redacted.
 * @returns what was removed, and what a search for it still finds
 * @throws AppError NOT_FOUND, FORBIDDEN.
 */
export const deleteFact = verb({
  name: 'deleteFact',
  scope: 'compose',
  effect: 'write',
  input: factIdSchema,
  output: receiptSchema,
  run: async ({ actor, workspaceId }, { id, factId }) => {
    const ofProfile = { workspaceId, profileId: id }
    const { removed, key, value } = await prisma.$transaction(async (tx) => {
      await requireOwnOrWrite(tx, actor, id)
      const fact = await requireFact(tx, { ...ofProfile, id: factId })
      const alike = { key: fact.key, value: { equals: fact.value, mode: 'insensitive' as const } }
      const { count } = await tx.profileFact.deleteMany({ where: { ...ofProfile, OR: [{ id: factId }, alike] } })
      await buryFacts(tx, ofProfile, [fact])
      await recordAudit(tx, actor, { action: 'profile.factDeleted', target: id, detail: { facts: count } })
      return { removed: count, key: fact.key, value: fact.value }
    })
    const left = await prisma.profileFact.count({
      where: { ...ofProfile, key, value: { equals: value, mode: 'insensitive' } },
    })
    return toReceipt(`${id}/${factId}`, [{ store: 'facts', removed, left }], ['The messages that it was said in.'])
  },
})
