import type { LanguageModelV4 } from '@ai-sdk/provider'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { createGuardedFetch } from '@/lib/models/fetch/guarded-fetch'
import { createOfflineChatModel, type Extract } from '@/lib/models/offline/offline-chat'
import { type ChatModelSettings, createChatModel } from '@/lib/models/providers/chat-models'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import type { findModel } from './find-model'
import { type ProviderRow, readKey, toKind } from './to-provider'

let guarded: typeof fetch | undefined

/** The only way out to a provider. */
export function guardedFetch(): typeof fetch {
  guarded ??= createGuardedFetch({ allowedHosts: env.LOADOUT_ALLOWED_HOSTS })
  return guarded
}

/** @throws AppError UPSTREAM when the stored key cannot be read. */
export function readProviderKey(provider: ProviderRow): string | null {
  const apiKey = readKey(provider)
  if (provider.encryptedKey !== null && apiKey === null) {
    throw new AppError(
      'UPSTREAM',
      `The API key of ${provider.name} cannot be read any more: the installation’s secret has changed. Enter it again in Settings, Providers.`,
    )
  }
  return apiKey
}

/** @throws AppError UPSTREAM when the stored key cannot be read. */
export function toChatModelSettings(provider: ProviderRow, modelId: string): ChatModelSettings {
  const apiKey = readProviderKey(provider)
  const { name, baseUrl } = provider
  return { kind: toKind(provider.kind), name, baseUrl, apiKey, modelId, fetch: guardedFetch() }
}

/** @throws AppError UPSTREAM when the key cannot be read or is missing. */
export function openProviderModel(provider: ProviderRow, modelId: string): LanguageModelV4 {
  return createChatModel(toChatModelSettings(provider, modelId))
}

type ChatModel = { model: LanguageModelV4; providerName: string }

/** The model that a request found, ready to answer. @throws AppError VALIDATION when nobody offers it. */
export function openChatModel(
  workspaceId: string,
  { spec, offered, isOffline }: Awaited<ReturnType<typeof findModel>>,
): ChatModel {
  if (isOffline) {
    const extract: Extract = (query, passages) => {
      const size = passages.reduce((sum, { text }) => sum + text.length, query.length)
      return workOnText('extractAnswer', { query, passages }, { workspaceId, urgency: 'person', size })
    }
    return { model: createOfflineChatModel(spec.id, { extract }), providerName: 'The offline model' }
  }
  if (offered) {
    return { model: openProviderModel(offered.provider, offered.upstreamId), providerName: offered.provider.name }
  }
  throw new AppError('VALIDATION', `No provider offers the model ${spec.id}. Add it in Settings, Providers.`, {
    fields: { model: 'no provider offers it' },
  })
}
