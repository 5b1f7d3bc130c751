import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { toChatModelSettings } from '@/lib/indexing/providers/open-chat-model'
import { PROVIDER_SELECT } from '@/lib/indexing/providers/to-provider'
import { embedByProvider } from '@/lib/models/embedding/provider-embedding'
import { describeUpstreamError } from '@/lib/models/providers/describe-upstream-error'
import type { EmbeddingIndexRow } from './embedding-index'
import type { NeuralModel } from './neural-embedder'

/** A person waits for the query's vector; without it the search goes by words. */
export const QUERY_TIMEOUT_MS = 5_000

/** A provider's model, with the key and address that the provider has at the time of each call. */
export function openProviderModel(
  index: Pick<EmbeddingIndexRow, 'workspaceId' | 'providerId' | 'modelName'>,
): NeuralModel {
  const embed = async (texts: string[], options: Parameters<typeof embedByProvider>[2]) => {
    const provider = await findProvider(index)
    try {
      return await embedByProvider(toChatModelSettings(provider, index.modelName), texts, options)
    } catch (error) {
      options?.signal?.throwIfAborted()
      const problem = describeUpstreamError(error, provider.name)
      throw problem ? new AppError('UPSTREAM', problem.message, {}, { cause: error }) : error
    }
  }
  return {
    embedTexts: embed,
    embedQuery: async (text) => (await embed([text], { maxRetries: 1, timeoutMs: QUERY_TIMEOUT_MS }))[0] ?? [],
  }
}

async function findProvider({ workspaceId, providerId }: Pick<EmbeddingIndexRow, 'workspaceId' | 'providerId'>) {
  const provider = await prisma.provider.findUnique({
    where: { workspaceId_id: { workspaceId, id: providerId ?? '' } },
    select: PROVIDER_SELECT,
  })
  if (provider?.isEnabled) return provider
  const what = provider
    ? `The provider ${provider.name} is switched off`
    : 'The provider of the embedding model was deleted'
  throw new AppError('UPSTREAM', `${what}. Switch it on in Settings, Providers, or choose another embedding model.`)
}
