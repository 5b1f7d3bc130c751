import type { UIMessageChunk } from 'ai'
import { prisma } from '@/lib/db/client'
import { resumeAnswerSchema } from '@/lib/schemas/conversation'
import { type Actor, authorize } from '@/lib/services/actor'
import { authorIdOf, requireConversation } from '@/lib/services/conversations/find-conversation'
import { parseInput } from '@/lib/services/parse-input'
import { findRunning } from './running-answers'

/**
 * The answer that is being written in a conversation, from its beginning and on to its end; null when none is, or when
 * another server writes it: the stored message has then what has come so far.
 * @throws AppError NOT_FOUND.
 */
export async function resumeAnswer(actor: Actor, input: unknown): Promise<ReadableStream<UIMessageChunk> | null> {
  const { workspaceId } = authorize(actor, 'read')
  const { id } = parseInput(resumeAnswerSchema, input)
  await requireConversation(prisma, actor, id, 'read')
  return findRunning({ workspaceId, conversationId: id })?.open(authorIdOf(actor)) ?? null
}
