import { prisma } from '@/lib/db/client'
import { conversationUsageSchema, getConversationUsageSchema, type UsageSum } from '@/lib/schemas/insights/usage'
import { LIMITS } from '@/lib/schemas/limits'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'
import { addUp, SUMS } from './figures/sum-calls'

/**
 * What the answers of a conversation took, also those that others took the place of, and what all of it took, summaries
 * included.
 */
export const getConversationUsage = verb({
  name: 'getConversationUsage',
  scope: 'read',
  effect: 'read',
  input: getConversationUsageSchema,
  output: conversationUsageSchema,
  run: async ({ actor, workspaceId }, { id: conversationId }) => {
    await requireConversation(prisma, actor, conversationId, 'read')
    const [sums, latest] = await Promise.all([
      prisma.$queryRaw<UsageSum[]>`
        SELECT ${SUMS} FROM "ModelCall" WHERE "workspaceId" = ${workspaceId} AND "conversationId" = ${conversationId}`,
      prisma.modelCall.findMany({
        where: { workspaceId, conversationId, purpose: 'answer' },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: LIMITS.usageTurns,
        omit: {
          workspaceId: true,
          id: true,
          purpose: true,
          actorKind: true,
          actorId: true,
          conversationId: true,
        },
      }),
    ])
    const turns = latest.toReversed().map(({ at, status, ...turn }) => ({
      ...turn,
      at: at.toISOString(),
      status: conversationUsageSchema.shape.turns.element.shape.status.parse(status),
    }))
    return { total: addUp(sums), turns }
  },
})
