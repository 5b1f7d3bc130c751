import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import {
  conversationSummarySchema,
  remakeConversationSummarySchema,
} from '@/lib/schemas/conversations/conversation-summary'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'
import { loadHistory } from './messages/load-history'
import { extractSummary } from './summaries/extract-summary'
import { putSummary } from './summaries/replace-summary'
import { summarySource } from './summaries/summary-source'
import { requireSummary, toConversationSummary } from './summaries/to-conversation-summary'
import { readWriter, writeSummary } from './summaries/write-summary'

/**
 * Writes a summary anew, also over a person's words: by the model that the workspace chose for it, else of the
 * conversation's own sentences.
 * @throws AppError NOT_FOUND, FORBIDDEN; CONFLICT where its messages are gone or too long ago, or somebody else changed it
 *   meanwhile; LIMIT_EXCEEDED; what the provider answers when it does not.
 */
export const remakeConversationSummary = verb({
  name: 'remakeConversationSummary',
  scope: 'compose',
  effect: 'write',
  input: remakeConversationSummarySchema,
  output: conversationSummarySchema,
  run: async ({ actor, workspaceId }, { id: conversationId, summaryId }) => {
    const { isTemporary } = await requireConversation(prisma, actor, conversationId, 'own')
    const where = { workspaceId, conversationId }
    const key = { ...where, id: summaryId }
    const row = await requireSummary(prisma, key)
    const conversation = await loadHistory(prisma, where)
    const known = conversation.summaries.find(({ id }) => id === summaryId)
    const source = known && summarySource(known, conversation)
    const extracted = source && (await extractSummary(workspaceId, source, 'person'))
    if (!extracted) {
      throw new AppError('CONFLICT', 'Its messages are gone, or too long ago to be summarized anew. Edit it instead.', {
        entity: 'summary',
        id: summaryId,
      })
    }
    const modelId = isTemporary ? null : await readWriter(workspaceId)
    const words =
      modelId === null ? extracted : await writeSummary(where, source, extracted, { modelId, urgency: 'person' })
    if (words.text === row.text && !row.isEdited) return toConversationSummary(row)
    const current = await prisma.$transaction((tx) => putSummary(tx, key, { ...words, askedModel: modelId }))
    return toConversationSummary(current)
  },
})
