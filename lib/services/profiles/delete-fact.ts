import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { normalizeValue } from '@/lib/engine'
import { factIdSchema, receiptSchema } from '@/lib/schemas/profiles/profile'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { toReceipt } from './erasure/receipt'
import { requireFact } from './facts/require-fact'
import { buryFacts } from './facts/tombstones'
import { requireOwnOrWrite } from './rows/profile-access'

/** The ids of the facts that say the same of the same key. */
async function findAlike(
  reader: Pick<Transaction, 'profileFact'>,
  ofProfile: { workspaceId: string; profileId: string },
  { key, value }: { key: string; value: string },
): Promise<string[]> {
  const facts = await reader.profileFact.findMany({ where: { ...ofProfile, key }, select: { id: true, value: true } })
  return facts.filter((fact) => normalizeValue(fact.value) === normalizeValue(value)).map(({ id }) => id)
}

/**
 * Deletes a fact and every other one with the same key and value; case, spaces and end marks do not count. It is not learned again from old messages.
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
    const { removed, fact } = await prisma.$transaction(async (tx) => {
      await requireOwnOrWrite(tx, actor, id)
      const fact = await requireFact(tx, { ...ofProfile, id: factId })
      const alike = await findAlike(tx, ofProfile, fact)
      const { count } = await tx.profileFact.deleteMany({ where: { ...ofProfile, id: { in: alike } } })
      await buryFacts(tx, ofProfile, [fact])
      await recordAudit(tx, actor, { action: 'profile.factDeleted', target: id, detail: { facts: count } })
      return { removed: count, fact }
    })
    const { length: left } = await findAlike(prisma, ofProfile, fact)
    return toReceipt(`${id}/${factId}`, [{ store: 'facts', removed, left }], ['The messages that it was said in.'])
  },
})
