import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogle } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { AppError } from '@/lib/errors'

export type ChatModelSettings = {
  kind: 'openai' | 'anthropic' | 'google' | 'openai-compatible'
  /** Shown in messages about it. */
  name: string
  modelId: string
  baseUrl: string | null
  apiKey: string | null
  fetch: typeof fetch
}

/** @throws AppError UPSTREAM */
export function needKey({ apiKey, name }: Pick<ChatModelSettings, 'apiKey' | 'name'>): string {
  if (apiKey) return apiKey
  throw new AppError('UPSTREAM', `${name} has no API key. An administrator can set it in Settings, Providers.`)
}

/** A provider's model, reached through the given fetch alone. @throws AppError UPSTREAM without the key it needs. */
export function createChatModel(settings: ChatModelSettings): LanguageModelV4 {
  const { kind, modelId, fetch } = settings
  const baseURL = settings.baseUrl?.replace(/\/+$/, '') || undefined
  switch (kind) {
    case 'openai':
      // chat completions instead of responses: nothing is kept at the provider, and gateways speak it too
      return createOpenAI({ apiKey: needKey(settings), baseURL, fetch }).chat(modelId)
    case 'anthropic':
      return createAnthropic({ apiKey: needKey(settings), baseURL, fetch })(modelId)
    case 'google':
      return createGoogle({ apiKey: needKey(settings), baseURL, fetch })(modelId)
    case 'openai-compatible': {
      if (!baseURL) throw new AppError('UPSTREAM', `${settings.name} has no address. Set it in Settings, Providers.`)
      return createOpenAICompatible({
        name: 'openai-compatible',
        baseURL,
        fetch,
        includeUsage: true,
        ...(settings.apiKey ? { apiKey: settings.apiKey } : {}),
      })(modelId)
    }
  }
}
