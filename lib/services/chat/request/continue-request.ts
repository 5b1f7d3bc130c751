import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { findModel } from '@/lib/indexing/providers/find-model'
import { openChatModel } from '@/lib/indexing/providers/open-chat-model'
import { type Actor, payerOf } from '@/lib/services/actor'
import { findUnfinished, takeUpAnswer } from '@/lib/services/chat/exchange/take-up-answer'
import { readComposition } from '@/lib/services/compose/run/read-composition'
import { requireUsageLeft } from '@/lib/services/usage-limits/rules/require-usage-left'
import { countTokens } from '@/lib/texts/threads/count-tokens'
import type { OpenRequest } from './chat-request'
import { toAnswerCall } from './to-answer-call'

/**
 * Goes on with the last answer of a conversation, or of a column. The model gets the context that the answer was given
 * from, and the text so far as its own words.
 * @throws AppError NOT_FOUND, FORBIDDEN; VALIDATION when there is nothing to go on with or no room left; CONFLICT while
 *   another is written, or when the context cannot be assembled any more.
 */
export async function continueRequest(
  actor: Actor,
  place: { conversationId: string; column?: number },
): Promise<OpenRequest> {
  const { text, thinking, toolUses, sources, compositionId } = await findUnfinished(actor, place)
  const { isExact, messages, text: composedText, usage, trace } = await readComposition(actor, compositionId)
  if (!isExact) {
    const problem = 'Something that this answer was given from was deleted since. Ask again instead.'
    throw new AppError('CONFLICT', problem, { entity: 'composition', id: compositionId })
  }
  const found = await findModel(actor.workspaceId, usage.model)
  if (!found.isOffline) await requireUsageLeft(prisma, payerOf(actor))
  const chatModel = openChatModel(actor.workspaceId, found)
  const { spec, isOffline } = found
  // the offline model is not sent its text: it answers anew, with the same words
  const spokenTokens = isOffline ? 0 : await countTokens(actor.workspaceId, spec.family, [text])
  const maxOutputTokens = Math.min(spec.maxOutputTokens, spec.contextWindow - usage.inputTokens - spokenTokens)
  if (maxOutputTokens < 1) {
    const problem = 'The answer has taken all the room that the model has. Ask again, with a shorter context.'
    throw new AppError('VALIDATION', problem, { fields: { conversationId: problem } })
  }
  const exchange = await takeUpAnswer(actor, place, { text, compositionId })
  const spoken = { role: 'assistant' as const, content: text.trimEnd() }
  return {
    exchange,
    found,
    chatModel,
    call: toAnswerCall(actor, found, exchange),
    continuedText: text,
    continuedThinking: thinking ?? undefined,
    continuedToolUses: toolUses,
    continuedSources: sources,
    async compose() {
      const composition = { id: compositionId, messages, text: composedText, usage, trace }
      return {
        composition,
        messages: isOffline ? messages : [...messages, spoken],
        maxOutputTokens,
        spokenTokens,
        reusable: null,
      }
    },
    // the answer to the next question summarizes this one too
    isSummarized: false,
    learned: [],
    // the text so far was sent besides the composition: the provider's count says nothing about it
    learn: async () => undefined,
  }
}
