import { prisma } from '@/lib/db/client'
import { stopAnswerSchema } from '@/lib/schemas/conversation'
import { type Actor, authorize } from '@/lib/services/actor'
import { requireConversation } from '@/lib/services/conversations/find-conversation'
import { parseInput } from '@/lib/services/parse-input'
import { findRunning } from './running-answers'

/**
 * Ends the answer that is being written in a conversation; what has come is kept. Nothing to do when none is.
 * @throws AppError NOT_FOUND, FORBIDDEN.
 */
export async function stopAnswer(actor: Actor, input: unknown): Promise<void> {
  const { workspaceId } = authorize(actor, 'compose')
  const { id: conversationId } = parseInput(stopAnswerSchema, input)
  await requireConversation(prisma, actor, conversationId, 'own')
  const answer = findRunning({ workspaceId, conversationId })
  if (answer) answer.stop()
  // another server looks every few seconds whether its turn is still there
  else await prisma.runningAnswer.deleteMany({ where: { workspaceId, conversationId } })
}
