import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { stopAnswerSchema } from '@/lib/schemas/conversations/conversation'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { listRunning } from '@/lib/services/answers/running-answers'
import { verb } from '@/lib/services/verb'

/**
 * Ends the answers that are being written in a conversation, or one of them. Their text so far is kept.
 * @throws AppError NOT_FOUND, FORBIDDEN.
 */
export const stopAnswer = verb({
  name: 'stopAnswer',
  scope: 'compose',
  effect: 'write',
  input: stopAnswerSchema,
  output: z.void(),
  run: async ({ actor, workspaceId }, { id: conversationId, messageId }) => {
    await requireConversation(prisma, actor, conversationId, 'own')
    const where = { workspaceId, conversationId, ...(messageId === undefined ? {} : { messageId }) }
    const here = listRunning(where)
    for (const answer of here) answer.stop()
    // another server checks every few seconds whether its turn was ended
    const ownIds = here.map((answer) => answer.messageId)
    await prisma.runningAnswer.deleteMany({ where: { AND: [where, { messageId: { notIn: ownIds } }] } })
  },
})
