import type { UIMessageChunk } from 'ai'
import { prisma } from '@/lib/db/client'
import { resumeAnswerSchema } from '@/lib/schemas/conversations/conversation'
import { streamOf } from '@/lib/schemas/texts/stream'
import { authorIdOf, requireConversation } from '@/lib/services/access/conversation-access'
import { listRunning } from '@/lib/services/answers/running-answers'
import { verb } from '@/lib/services/verb'

/**
 * Streams the answer that is being written in a conversation from its beginning to its end; the first one if there are
 * several. Null if there is none, or if another server writes it: the stored message then holds the text so far.
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
