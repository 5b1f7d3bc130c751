import type { z } from 'zod'
import { prisma } from '@/lib/db/client'
import type { ImageRef } from '@/lib/engine'
import { calibratedModel } from '@/lib/indexing/providers/find-model'
import { openChatModel } from '@/lib/indexing/providers/open-chat-model'
import type { chatSchema } from '@/lib/schemas/conversations/conversation'
import { type Actor, payerOf } from '@/lib/services/actor'
import { openBranch } from '@/lib/services/chat/exchange/open-branch'
import { openExchange } from '@/lib/services/chat/exchange/open-exchange'
import { type OpenQuestion, reopenExchange } from '@/lib/services/chat/exchange/reopen-exchange'
import { resolveRequest } from '@/lib/services/compose/request/resolve-request'
import { queueEndTemporary } from '@/lib/services/conversations/end-temporary'
import { type CheckedImage, checkImages } from '@/lib/services/conversations/images/check-images'
import { learnFromQuestion } from '@/lib/services/profiles/learning/learn-from-messages'
import { recordTokenUsage } from '@/lib/services/token-calibrations/record-token-usage'
import { requireUsageLeft } from '@/lib/services/usage-limits/rules/require-usage-left'
import type { OpenRequest } from './chat-request'
import { continueRequest } from './continue-request'
import { openComposing } from './open-composing'
import { toAnswerCall } from './to-answer-call'

/** Stores a new question, or takes up the last one or its answer again; with all that is needed to answer. */
export async function openRequest(
  actor: Actor,
  {
    trigger,
    text,
    isBeside,
    branchAt,
    column,
    questionId,
    images: sent,
    keptImages,
    ...options
  }: Omit<z.output<typeof chatSchema>, 'streamSteps'>,
): Promise<OpenRequest> {
  const { conversationId, profileId, isTemporary } = options
  if (conversationId !== undefined && trigger === 'continue-message') {
    return continueRequest(actor, { conversationId, column })
  }

  const images = sent && (await checkImages(sent))
  const taken = await takeUp(actor, { conversationId, branchAt, text, isBeside, questionId, images, keptImages })
  const isAgain = taken !== null && text === undefined
  const query = taken?.query ?? text ?? ''
  const resolved = await resolveRequest(actor, {
    ...options,
    query,
    beforeOrdinal: taken?.ordinal,
    images: toRefs(taken?.images ?? images),
    isAnsweredHere: true,
  })
  const { found, request } = resolved
  if (!found.isOffline) await requireUsageLeft(prisma, payerOf(actor))
  const chatModel = openChatModel(actor.workspaceId, found)
  const model = found.spec.id
  const { policy, release } = options
  const beside = column === undefined ? {} : { column, askedWith: { model, policy, release } }
  const exchange = taken
    ? await taken.open(model, beside)
    : await openExchange(actor, { text: query, model, conversationId, profileId, isTemporary, beside, images })
  const { conversationId: id, userMessageId: messageId } = exchange
  const learner = isAgain ? undefined : request.profile?.id
  const asked = { workspaceId: actor.workspaceId, conversationId: id, messageId, text: query }
  if (exchange.isNew && exchange.isTemporary) await queueEndTemporary(actor.workspaceId)
  return {
    exchange,
    found,
    chatModel,
    call: toAnswerCall(actor, found, exchange),
    continuedText: '',
    isSummarized: request.policy.settings.history.summaries && !exchange.isTemporary,
    learned: learner === undefined ? [] : await learnFromQuestion({ ...asked, profileId: learner }),
    ...(learner === undefined ? {} : { learner: { profileId: learner, messageId } }),
    ...(await openComposing(actor, { request, conversationId: id }, isAgain)),
    async learn(composition, inputTokens) {
      const { workspaceId } = actor
      const { family } = request.model
      // how images are counted is no matter of the tokenizer
      const hasImages = composition.messages.some(({ images }) => images)
      if (found.isOffline || hasImages) return
      await recordTokenUsage({ workspaceId, model: calibratedModel(found), family, composition, inputTokens })
    },
  }
}

type Asked = {
  conversationId?: string
  branchAt?: string
  text?: string
  isBeside: boolean
  questionId?: string
  images?: CheckedImage[]
  keptImages?: string[]
}

/** Without their bytes, which no composition holds. */
const toRefs = (images: (ImageRef & { bytes?: unknown })[] | undefined): ImageRef[] | undefined =>
  images?.map(({ bytes: _, ...ref }) => ref)

/** What is asked in a branch, or answered once more; null for a new question that goes on where the last one ended. */
async function takeUp(actor: Actor, asked: Asked): Promise<OpenQuestion | null> {
  const { conversationId, branchAt, text, isBeside, questionId, images, keptImages } = asked
  if (conversationId === undefined) return null
  if (branchAt !== undefined) return openBranch(actor, { conversationId, branchAt, text, images, keptImages })
  return text === undefined ? reopenExchange(actor, conversationId, { isBeside, questionId }) : null
}
