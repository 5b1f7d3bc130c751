import { createGoogle } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { EmbeddingModelV4 } from '@ai-sdk/provider'
import { embedMany } from 'ai'
import { cutText } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { type ChatModelSettings, needKey } from '@/lib/models/providers/chat-models'
import { MISTRAL_URL } from '@/lib/models/providers/mistral'

/** A request with so many texts is one that every provider takes. */
const TEXTS_PER_CALL = 64
/** Longer texts are cut (UTF-16 units): 8,000 tokens is what the providers' models read at most. */
const MAX_TEXT_LENGTH = 8_000

type EmbedOptions = {
  signal?: AbortSignal
  /** Of one call, its repetitions included. Default 60 s. */
  timeoutMs?: number
  /** Of a call that failed in a way that may pass; each waits longer. Default 3. */
  maxRetries?: number
}

/**
 * Vectors of unit length, one per text, by a provider's model reached through the settings' fetch alone.
 * @throws AppError UPSTREAM without the key it needs, or when it has no embedding models; what the call throws.
 */
export async function embedByProvider(
  settings: ChatModelSettings,
  texts: string[],
  { signal, timeoutMs = 60_000, maxRetries = 3 }: EmbedOptions = {},
): Promise<number[][]> {
  const model = createEmbeddingModel(settings)
  const vectors: number[][] = []
  for (let start = 0; start < texts.length; start += TEXTS_PER_CALL) {
    const values = texts.slice(start, start + TEXTS_PER_CALL).map(toInput)
    const timeout = AbortSignal.timeout(timeoutMs)
    const abortSignal = signal ? AbortSignal.any([signal, timeout]) : timeout
    const { embeddings } = await embedMany({ model, values, maxRetries, maxParallelCalls: 1, abortSignal })
    for (const embedding of embeddings) vectors.push(toUnit(embedding))
  }
  return vectors
}

/** Providers refuse an empty text. */
function toInput(text: string): string {
  const cut = cutText(text, MAX_TEXT_LENGTH).toWellFormed()
  return cut.trim() === '' ? '-' : cut
}

function toUnit(vector: number[]): number[] {
  const norm = Math.hypot(...vector)
  return norm > 0 ? vector.map((value) => value / norm) : vector
}

function createEmbeddingModel(settings: ChatModelSettings): EmbeddingModelV4 {
  const { kind, name, modelId, fetch } = settings
  const baseURL = settings.baseUrl?.replace(/\/+$/, '') || undefined
  switch (kind) {
    case 'openai':
    case 'openai-responses':
      return createOpenAI({ apiKey: needKey(settings), baseURL, fetch }).embeddingModel(modelId)
    case 'google':
      return createGoogle({ apiKey: needKey(settings), baseURL, fetch }).embeddingModel(modelId)
    case 'openai-compatible': {
      if (!baseURL) throw new AppError('UPSTREAM', `${name} has no address. Set it in Settings, Providers.`)
      const apiKey = settings.apiKey ? { apiKey: settings.apiKey } : {}
      return createOpenAICompatible({ name: 'openai-compatible', baseURL, fetch, ...apiKey }).embeddingModel(modelId)
    }
    case 'mistral': {
      const server = { name: 'mistral', baseURL: baseURL ?? MISTRAL_URL, fetch, apiKey: needKey(settings) }
      return createOpenAICompatible(server).embeddingModel(modelId)
    }
    case 'anthropic':
      throw new AppError(
        'UPSTREAM',
        `${name} has no embedding models. Choose another provider, or an offline embedder.`,
      )
  }
}
