import { prisma } from '@/lib/db/client'
import type { SECTION_NAMES } from '@/lib/engine'
import { usageSchema } from '@/lib/schemas/contexts/composition'
import { conversationBudgetSchema, getConversationBudgetSchema } from '@/lib/schemas/conversations/conversation-budget'
import { LIMITS } from '@/lib/schemas/limits'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'

/** What the contexts of a conversation were made of, turn by turn. @throws AppError NOT_FOUND */
export const getConversationBudget = verb({
  name: 'getConversationBudget',
  scope: 'read',
  effect: 'read',
  input: getConversationBudgetSchema,
  output: conversationBudgetSchema,
  run: async ({ actor, workspaceId }, { id: conversationId }) => {
    await requireConversation(prisma, actor, conversationId, 'read')
    const latest = await prisma.composition.findMany({
      where: { workspaceId, conversationId },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      // one more, to compare the prefix of the first one with it
      take: LIMITS.budgetTurns + 1,
      select: { id: true, createdAt: true, query: true, model: true, usage: true, prefixHash: true },
    })
    const isAll = latest.length <= LIMITS.budgetTurns
    const rows = latest.toReversed()
    const turns = rows.map(({ id, createdAt, query, model, usage, prefixHash }, at) => {
      const { contextWindow, reservedForResponse, inputTokens, sections } = usageSchema.parse(usage)
      const before = rows[at - 1]
      return {
        ...{ compositionId: id, createdAt: createdAt.toISOString(), query, model },
        ...{ contextWindow, reservedForResponse, inputTokens },
        tokens: {
          instructions: sections.instructions.used,
          profile: sections.profile.used,
          knowledge: sections.knowledge.used,
          history: sections.history.used,
          query: sections.query.used,
        } satisfies Record<(typeof SECTION_NAMES)[number], number>,
        isPrefixKept: before ? before.prefixHash === prefixHash : null,
      }
    })
    return { turns: isAll ? turns : turns.slice(1), isAll }
  },
})
