import type { UIMessageChunk } from 'ai'
import { prisma } from '@/lib/db/client'
import { resumeAnswerSchema } from '@/lib/schemas/conversation'
import { streamOf } from '@/lib/schemas/stream'
import { authorIdOf, requireConversation } from '@/lib/services/access/conversation-access'
import { listRunning } from '@/lib/services/answers/running-answers'
import { verb } from '@/lib/services/verb'

/**
 * The answer that is being written in a conversation, the one that began first where several are, from its beginning and on to its end; null when none is, or when
 * another server writes it: the stored message has then what has come so far.
 * @throws AppError NOT_FOUND.
 */
export const resumeAnswer = verb({
  name: 'resumeAnswer',
  scope: 'read',
  effect: 'read',
  input: resumeAnswerSchema,
  output: streamOf<UIMessageChunk>().nullable(),
  run: async ({ actor, workspaceId }, { id, messageId }) => {
    await requireConversation(prisma, actor, id, 'read')
    const [answer] = listRunning({ workspaceId, conversationId: id, messageId })
    return answer?.open(authorIdOf(actor)) ?? null
  },
})
