import type { z } from 'zod'
import { openChatModel } from '@/lib/indexing/providers/open-chat-model'
import type { chatSchema } from '@/lib/schemas/conversation'
import type { Actor } from '@/lib/services/actor'
import { resolveRequest } from '@/lib/services/compose/resolve-request'
import { runComposition } from '@/lib/services/compose/run-composition'
import { queueEndTemporary } from '@/lib/services/conversations/end-temporary'
import { learnFromQuestion } from '@/lib/services/profiles/learn-from-question'
import { calibratedModel } from '@/lib/services/token-calibrations/calibrated-model'
import { recordTokenUsage } from '@/lib/services/token-calibrations/record-token-usage'
import type { OpenRequest } from './chat-request'
import { continueRequest } from './continue-request'
import { findReusableAnswer } from './find-reusable-answer'
import { openExchange, reopenExchange } from './open-exchange'

/** Stores a new question, or takes up the last one or its answer again; with all that is needed to answer. */
export async function openRequest(
  actor: Actor,
  { trigger, text, isBeside, ...options }: Omit<z.output<typeof chatSchema>, 'streamSteps'>,
): Promise<OpenRequest> {
  const { conversationId, profileId, isTemporary } = options
  if (conversationId !== undefined && trigger === 'continue-message') return continueRequest(actor, conversationId)

  const isAgain = conversationId !== undefined && text === undefined
  const again = isAgain ? await reopenExchange(actor, conversationId, isBeside) : null
  const query = again?.query ?? text ?? ''
  const resolved = await resolveRequest(actor, {
    ...options,
    query,
    beforeOrdinal: again?.ordinal,
    isAnsweredHere: true,
  })
  const { found, request } = resolved
  const chatModel = openChatModel(actor.workspaceId, found)
  const exchange = again
    ? await again.open(found.spec.id)
    : await openExchange(actor, { text: query, model: found.spec.id, conversationId, profileId, isTemporary })
  const { conversationId: id, userMessageId: messageId } = exchange
  const learner = again ? undefined : request.profile?.id
  const asked = { workspaceId: actor.workspaceId, conversationId: id, messageId, text: query }
  if (exchange.isNew && exchange.isTemporary) await queueEndTemporary(actor.workspaceId)
  return {
    exchange,
    found,
    chatModel,
    continuedText: '',
    isSummarized: request.policy.settings.history.summaries && !exchange.isTemporary,
    learned: learner === undefined ? [] : await learnFromQuestion({ ...asked, profileId: learner }),
    async compose(watcher) {
      const made = { ...resolved, conversationId: exchange.conversationId }
      const { maxOutputTokens, ...composition } = await runComposition(actor, made, watcher)
      // whoever asks again wants another answer
      const reusable = again ? null : await findReusableAnswer(request, composition)
      return { composition, messages: composition.messages, maxOutputTokens, reusable }
    },
    async learn(composition, inputTokens) {
      const { workspaceId } = actor
      const { family } = request.model
      if (found.isOffline) return
      await recordTokenUsage({ workspaceId, model: calibratedModel(found), family, composition, inputTokens })
    },
  }
}
