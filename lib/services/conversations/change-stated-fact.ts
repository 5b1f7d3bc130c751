import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { changeStatedFactSchema, statedFactSchema } from '@/lib/schemas/conversations/stated-fact'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'
import { STATED_SELECT, toStatedFact } from './stated-facts/stored-facts'

/**
 * Corrects, pins or drops a fact that a message states, or takes that back. A corrected fact is pinned, since the
 * message says something else. Contexts that were composed with the old words keep them.
 * @throws AppError NOT_FOUND, FORBIDDEN.
 */
export const changeStatedFact = verb({
  name: 'changeStatedFact',
  scope: 'compose',
  effect: 'write',
  input: changeStatedFactSchema,
  output: statedFactSchema,
  run: async ({ actor, workspaceId }, { id: conversationId, factId, text, isPinned, isDropped }) =>
    prisma.$transaction(async (tx) => {
      await requireConversation(tx, actor, conversationId, 'own')
      const where = { workspaceId, conversationId }
      const fact = await tx.statedFact.findFirst({
        where: { ...where, id: factId, replacedById: null },
        select: STATED_SELECT,
      })
      if (!fact) throw new AppError('NOT_FOUND', 'There is no such fact.', { entity: 'fact', id: factId })
      const isOther = text !== undefined && text !== fact.text
      const current = isOther ? await replace(tx, where, fact, text) : fact.id
      const row = await tx.statedFact.update({
        where: { workspaceId_conversationId_id: { ...where, id: current } },
        data: {
          isPinned: isPinned ?? (isOther ? true : fact.isPinned),
          isDropped: isDropped ?? (isOther ? false : fact.isDropped),
        },
        select: STATED_SELECT,
      })
      return toStatedFact(row)
    }),
})

type Row = { id: string; messageId: string; kind: string; quote: string }

/** The fact with other words: an earlier one with these words, or a new one. */
async function replace(
  tx: Transaction,
  where: { workspaceId: string; conversationId: string },
  { id, messageId, kind, quote }: Row,
  text: string,
): Promise<string> {
  const known = await tx.statedFact.findFirst({ where: { ...where, messageId, text }, select: { id: true } })
  const next = known?.id ?? newId('std')
  if (known) {
    await tx.statedFact.updateMany({ where: { ...where, id: known.id }, data: { replacedById: null } })
  } else {
    await tx.statedFact.create({ data: { ...where, id: next, messageId, kind, quote, text }, select: { id: true } })
  }
  await tx.statedFact.updateMany({ where: { ...where, id }, data: { replacedById: next } })
  return next
}
