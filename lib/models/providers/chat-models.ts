import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogle } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider'
import { AppError } from '@/lib/errors'
import type { ResponseBounds } from '@/lib/models/fetch/bound-response'
import type { GuardedFetch } from '@/lib/models/fetch/guarded-fetch'
import { LIMITS } from '@/lib/schemas/limits'
import { withCompletionSources } from './completion-sources'
import { mendAnnotations } from './known-annotations'
import { MISTRAL_URL, mendMistral } from './mistral'
import { wrapModel } from './wrap-model'

export type ChatModelSettings = {
  kind: 'openai' | 'openai-responses' | 'anthropic' | 'google' | 'mistral' | 'openai-compatible'
  /** Shown in messages about it. */
  name: string
  modelId: string
  baseUrl: string | null
  apiKey: string | null
  fetch: GuardedFetch
}

/** @throws AppError UPSTREAM */
export function needKey({ apiKey, name }: Pick<ChatModelSettings, 'apiKey' | 'name'>): string {
  if (apiKey) return apiKey
  throw new AppError('UPSTREAM', `${name} has no API key. An administrator can set it in Settings, Providers.`)
}

/** What carries an answer of so many tokens; a gateway may send all of its text in one line. */
function answerBounds(maxOutputTokens: number | undefined): ResponseBounds {
  if (maxOutputTokens === undefined) return { maxBytes: LIMITS.answerBytes, maxLineBytes: LIMITS.answerSlackBytes }
  const { answerBytesPerToken, answerLengthPerToken, answerSlackBytes, answerBytes } = LIMITS
  return {
    maxBytes: Math.min(maxOutputTokens * answerBytesPerToken + answerSlackBytes, answerBytes),
    maxLineBytes: Math.min(maxOutputTokens * answerLengthPerToken + answerSlackBytes, answerBytes),
  }
}

/**
 * A provider's model, reached through the given fetch alone; what it sends is bounded by the tokens that a call asks for.
 * @throws AppError UPSTREAM without the key it needs.
 */
export function createChatModel(settings: ChatModelSettings): LanguageModelV4 {
  const bounded = ({ maxOutputTokens }: { maxOutputTokens?: number }) => {
    const bounds = answerBounds(maxOutputTokens)
    return openChatModel(settings, (input, init) => settings.fetch(input, { ...init, bounds }))
  }
  return wrapModel(bounded({}), {
    doGenerate: (options) => bounded(options).doGenerate(unkept(options, settings)),
    doStream: (options) => bounded(options).doStream(unkept(options, settings)),
  })
}

/** The responses API keeps what it is sent for a month unless it is told not to. */
function unkept(options: LanguageModelV4CallOptions, { kind }: ChatModelSettings): LanguageModelV4CallOptions {
  if (kind !== 'openai-responses') return options
  return { ...options, providerOptions: { ...options.providerOptions, openai: { store: false } } }
}

function openChatModel(settings: ChatModelSettings, fetch: typeof globalThis.fetch): LanguageModelV4 {
  const { kind, modelId } = settings
  const baseURL = settings.baseUrl?.replace(/\/+$/, '') || undefined
  switch (kind) {
    case 'openai':
      // chat completions instead of responses: nothing is kept at the provider, and gateways speak it too
      return createOpenAI({ apiKey: needKey(settings), baseURL, fetch: mendAnnotations(fetch) }).chat(modelId)
    case 'openai-responses':
      return createOpenAI({ apiKey: needKey(settings), baseURL, fetch }).responses(modelId)
    case 'anthropic':
      return createAnthropic({ apiKey: needKey(settings), baseURL, fetch })(modelId)
    case 'google':
      return createGoogle({ apiKey: needKey(settings), baseURL, fetch })(modelId)
    case 'mistral': {
      // it counts tokens without being asked to, and refuses a request that asks
      const apiKey = needKey(settings)
      const server = { name: 'mistral', baseURL: baseURL ?? MISTRAL_URL, apiKey, fetch: mendMistral(fetch) }
      return withCompletionSources(createOpenAICompatible(server)(modelId))
    }
    case 'openai-compatible': {
      if (!baseURL) throw new AppError('UPSTREAM', `${settings.name} has no address. Set it in Settings, Providers.`)
      const server = createOpenAICompatible({
        name: 'openai-compatible',
        baseURL,
        fetch,
        includeUsage: true,
        ...(settings.apiKey ? { apiKey: settings.apiKey } : {}),
      })
      return withCompletionSources(server(modelId))
    }
  }
}
