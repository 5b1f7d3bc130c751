import type { LanguageModelV4 } from '@ai-sdk/provider'
import { streamText } from 'ai'
import type { Message } from '@/lib/engine/trace'
import type { OfflineChatContext } from './offline-chat'
import { toModelMessages } from './to-model-messages'

export type AnswerRequest = {
  model: LanguageModelV4
  messages: Message[]
  maxOutputTokens: number
  /** What the offline model answers from. */
  offline?: OfflineChatContext
  signal: AbortSignal
  onDelta: (text: string) => void
}

/** How an answer ended. Tokens are null where the provider said nothing. */
export type AnswerEnd = {
  text: string
  isStopped: boolean
  error?: unknown
  finishReason: string | null
  inputTokens: number | null
  outputTokens: number | null
  cachedInputTokens: number | null
}

/** Null characters, which no text column can hold, and broken surrogates are not passed on. */
function clean(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed()
}

/** Asks a model and passes its words on as they come; reasoning is left out. Never throws: the end tells what went wrong. */
export async function streamAnswer({ onDelta, offline, signal, ...request }: AnswerRequest): Promise<AnswerEnd> {
  const end: AnswerEnd = {
    text: '',
    isStopped: false,
    finishReason: null,
    inputTokens: null,
    outputTokens: null,
    cachedInputTokens: null,
  }
  try {
    const result = streamText({
      model: request.model,
      messages: toModelMessages(request.messages),
      allowSystemInMessages: true,
      maxOutputTokens: request.maxOutputTokens,
      abortSignal: signal,
      // an answer that fails is asked again by the person who waits for it
      maxRetries: 0,
      onError: () => undefined,
      ...(offline ? { providerOptions: { loadout: offline } } : {}),
    })
    for await (const part of result.stream) {
      if (part.type === 'text-delta') {
        const text = clean(part.text)
        end.text += text
        if (text !== '') onDelta(text)
      } else if (part.type === 'error') {
        end.error = part.error
      } else if (part.type === 'abort') {
        end.isStopped = true
      } else if (part.type === 'finish') {
        end.finishReason = part.finishReason
        end.inputTokens = part.totalUsage.inputTokens ?? null
        end.outputTokens = part.totalUsage.outputTokens ?? null
        end.cachedInputTokens = part.totalUsage.inputTokenDetails.cacheReadTokens ?? null
      }
    }
  } catch (error) {
    end.error = error
  }
  if (signal.aborted) return { ...end, isStopped: true, error: undefined }
  return end
}
