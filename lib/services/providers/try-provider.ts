import { generateText } from 'ai'
import { prisma } from '@/lib/db/client'
import { cutText } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { bookCall, countedOf } from '@/lib/indexing/providers/book-call'
import { offerModels } from '@/lib/indexing/providers/offer-models'
import { openProviderModel, toChatModelSettings } from '@/lib/indexing/providers/open-chat-model'
import { PROVIDER_SELECT, type ProviderRow } from '@/lib/indexing/providers/to-provider'
import { describeUpstreamError } from '@/lib/models/providers/describe-upstream-error'
import { listProviderModels } from '@/lib/models/providers/list-provider-models'
import { providerTestSchema, tryProviderSchema } from '@/lib/schemas/workspaces/provider'
import { type Actor, payerOf } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'

const ANSWER_TIMEOUT_MS = 30_000
const MAX_ANSWER_TOKENS = 64

async function tryOut(actor: Actor, provider: ProviderRow, model: string | undefined) {
  const models = await listProviderModels(toChatModelSettings(provider, model ?? ''))
  if (model === undefined) {
    return {
      models,
      message: `Connected. It lists ${models.length === 0 ? 'no models' : models.length === 1 ? '1 model' : `${models.length} models`}.`,
    }
  }
  const prices = offerModels([provider]).find(({ upstreamId }) => upstreamId === model)?.prices ?? null
  const whose = { ...payerOf(actor), conversationId: null, messageId: null }
  const { text } = await bookCall({ ...whose, purpose: 'test', model, prices, predictedTokens: 0 }, async () => {
    const { text, usage } = await generateText({
      model: openProviderModel(provider, model),
      prompt: 'Answer with the single word: ready',
      maxOutputTokens: MAX_ANSWER_TOKENS,
      maxRetries: 0,
      abortSignal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    })
    return { text, ...countedOf(usage), spokenTokens: 0 }
  })
  return { models, message: `Connected. ${model} answered: ${cutText(text.trim(), 100)}` }
}

/** Asks the provider for its models, and one of them for a word. What goes wrong is the result, not an error. */
export const tryProvider = verb({
  name: 'tryProvider',
  scope: 'admin',
  effect: 'read',
  input: tryProviderSchema,
  output: providerTestSchema,
  run: async ({ actor, workspaceId }, { id, model }) => {
    const provider = await prisma.provider.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
      select: PROVIDER_SELECT,
    })
    if (!provider) throw new AppError('NOT_FOUND', 'There is no such provider.', { entity: 'provider', id })
    const start = performance.now()
    const latencyMs = () => Math.round(performance.now() - start)
    try {
      return { ...(await tryOut(actor, provider, model)), isOk: true, latencyMs: latencyMs() }
    } catch (error) {
      const problem = describeUpstreamError(error, provider.name)
      if (!problem) throw error
      return { isOk: false, latencyMs: latencyMs(), message: problem.message, models: [] }
    }
  },
})
