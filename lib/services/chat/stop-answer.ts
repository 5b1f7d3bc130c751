import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { stopAnswerSchema } from '@/lib/schemas/conversation'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { findRunning } from '@/lib/services/answers/running-answers'
import { verb } from '@/lib/services/verb'

/**
 * Ends the answer that is being written in a conversation; what has come is kept. Nothing to do when none is.
 * @throws AppError NOT_FOUND, FORBIDDEN.
 */
export const stopAnswer = verb({
  name: 'stopAnswer',
  scope: 'compose',
  effect: 'write',
  input: stopAnswerSchema,
  output: z.void(),
  run: async ({ actor, workspaceId }, { id: conversationId }) => {
    await requireConversation(prisma, actor, conversationId, 'own')
    const answer = findRunning({ workspaceId, conversationId })
    if (answer) answer.stop()
    // another server looks every few seconds whether its turn is still there
    else await prisma.runningAnswer.deleteMany({ where: { workspaceId, conversationId } })
  },
})
