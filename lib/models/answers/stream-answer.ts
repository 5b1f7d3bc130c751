import type { LanguageModelV4 } from '@ai-sdk/provider'
import { InvalidResponseDataError, streamText } from 'ai'
import { cutText } from '@/lib/engine'
import type { Message } from '@/lib/engine/vocabulary/trace'
import { TooLongAnswerError } from '@/lib/models/fetch/bound-response'
import { causesOf } from '@/lib/models/fetch/causes-of'
import type { OfflineChatContext } from '@/lib/models/offline/offline-chat'
import { type RetryOptions, withRetries } from '@/lib/models/providers/retry-refused'
import type { Source } from '@/lib/schemas/conversations/source'
import type { ToolUse } from '@/lib/schemas/conversations/tool-use'
import { LIMITS } from '@/lib/schemas/limits'
import { cleanParts } from './clean-text'
import { Sources } from './sources'
import { type SentImages, toModelMessages } from './to-model-messages'
import { ToolUses } from './tool-uses'

export type AnswerRequest = {
  model: LanguageModelV4
  messages: Message[]
  /** Of the messages. */
  images?: SentImages
  maxOutputTokens: number
  /** What the offline model answers from. */
  offline?: OfflineChatContext
  signal: AbortSignal
  onDelta: (text: string) => void
  /** Takes what the model tells that it thinks, as it comes. */
  onThinking?: (text: string) => void
  /** Takes a tool that the model uses or asks for, again when more of it is known. */
  onTool?: (use: ToolUse) => void
  /** Takes a source that the model names, once. */
  onSource?: (source: Source) => void
  retry?: RetryOptions
}

/** How an answer ended. Tokens are null where the provider said nothing. */
export type AnswerEnd = {
  text: string
  /** What the model told that it thought; empty for one that told nothing. */
  thinking: string
  /** Tools that it used or asked for; none is offered or run here. */
  toolUses: ToolUse[]
  /** Pages and documents that it named; none is opened here. */
  sources: Source[]
  /** How often the model was asked until it began, or was given up. */
  tries: number
  isStopped: boolean
  /** The model would have gone on beyond all that was asked for: what came until then is the text. */
  isTooLong: boolean
  /** The stream ended without saying that the answer did. */
  isUnfinished: boolean
  error?: unknown
  finishReason: string | null
  inputTokens: number | null
  outputTokens: number | null
  /** Of the input tokens, those that were read from the provider's cache, and those that were put into it. */
  cachedInputTokens: number | null
  writtenInputTokens: number | null
}

/** Of a model that was not asked. */
export const UNASKED: AnswerEnd = {
  text: '',
  thinking: '',
  toolUses: [],
  sources: [],
  tries: 0,
  isStopped: false,
  isTooLong: false,
  isUnfinished: false,
  finishReason: null,
  inputTokens: null,
  outputTokens: null,
  cachedInputTokens: null,
  writtenInputTokens: null,
}

export type AnswerTimes = {
  /** The longest that no word comes. */
  silenceMs: number
  totalMs: number
}

const TIMES: AnswerTimes = { silenceMs: LIMITS.answerSilenceSeconds * 1_000, totalMs: LIMITS.answerSeconds * 1_000 }

/** As the model of OpenAI-compatible servers says it, where the others finish as interrupted. */
function endedWithoutReason(error: unknown): boolean {
  return InvalidResponseDataError.isInstance(error) && error.message.includes('without a finish reason')
}

/** A signal that comes when nothing was heard for too long, or all of it takes too long. */
function watch({ silenceMs, totalMs }: AnswerTimes) {
  const controller = new AbortController()
  const give = (message: string) => () => controller.abort(new DOMException(message, 'TimeoutError'))
  const total = setTimeout(give('the answer took too long'), totalMs)
  const silent = give('the model was silent for too long')
  let silence = setTimeout(silent, silenceMs)
  return {
    signal: controller.signal,
    hear() {
      clearTimeout(silence)
      silence = setTimeout(silent, silenceMs)
    },
    end(reason?: unknown) {
      clearTimeout(total)
      clearTimeout(silence)
      if (reason !== undefined) controller.abort(reason)
    },
  }
}

/**
 * Asks a model and passes its words on as they come; what it thinks is passed on apart. Ends it when it says far more than it was
 * asked for, nothing for too long, or takes too long. Never throws: the end tells what went wrong.
 */
export async function streamAnswer(
  { onDelta, onThinking, onTool, onSource, offline, signal, retry, ...request }: AnswerRequest,
  times: AnswerTimes = TIMES,
): Promise<AnswerEnd> {
  const end: AnswerEnd = { ...UNASKED, tries: 1 }
  const { answerLengthPerToken, answerSlackLength, messageLength } = LIMITS
  const maxLength = Math.min(request.maxOutputTokens * answerLengthPerToken + answerSlackLength, messageLength)
  const watched = watch(times)
  const tools = new ToolUses()
  const [cleanText, cleanThinking] = [cleanParts(), cleanParts()]
  const sources = new Sources()
  try {
    const result = streamText({
      model: withRetries(request.model, {
        ...retry,
        onWait(waiting) {
          watched.hear()
          if (waiting.waitMs === 0) end.tries = waiting.attempt
          retry?.onWait?.(waiting)
        },
      }),
      messages: toModelMessages(request.messages, request.images),
      allowSystemInMessages: true,
      maxOutputTokens: request.maxOutputTokens,
      abortSignal: AbortSignal.any([signal, watched.signal]),
      // it would not tell that it waits
      maxRetries: 0,
      onError: () => undefined,
      ...(offline ? { providerOptions: { loadout: offline } } : {}),
    })
    for await (const part of result.stream) {
      if (part.type === 'text-delta') {
        const text = cutText(cleanText(part.text), maxLength - end.text.length)
        end.text += text
        if (text !== '') onDelta(text)
        if (part.text !== '') watched.hear()
      } else if (part.type === 'reasoning-delta') {
        const text = cutText(cleanThinking(part.text), maxLength - end.thinking.length)
        end.thinking += text
        if (text !== '') onThinking?.(text)
        if (part.text !== '') watched.hear()
      } else if (part.type.startsWith('tool-')) {
        watched.hear()
        const use = tools.take(part)
        // its input is told when it is whole
        if (use && part.type !== 'tool-input-delta') onTool?.(use)
      } else if (part.type === 'source') {
        watched.hear()
        const source = sources.take(part)
        if (source) onSource?.(source)
      } else if (part.type === 'error') {
        end.error = part.error
      } else if (part.type === 'finish') {
        end.finishReason = part.finishReason
        end.isUnfinished =
          part.finishReason === 'interrupted' || (part.finishReason === 'other' && part.rawFinishReason === undefined)
        end.inputTokens = part.totalUsage.inputTokens ?? null
        end.outputTokens = part.totalUsage.outputTokens ?? null
        end.cachedInputTokens = part.totalUsage.inputTokenDetails.cacheReadTokens ?? null
        end.writtenInputTokens = part.totalUsage.inputTokenDetails.cacheWriteTokens ?? null
      }
      if (Math.max(end.text.length, end.thinking.length) >= maxLength) {
        end.isTooLong = true
        break
      }
    }
  } catch (error) {
    end.error = error
  }
  if (watched.signal.aborted) end.error = watched.signal.reason
  end.toolUses = tools.all
  end.sources = sources.all
  watched.end(end.isTooLong ? new Error('too long') : undefined)
  if (signal.aborted) return { ...end, isStopped: true, error: undefined }
  const isCut = causesOf(end.error).some((cause) => cause instanceof TooLongAnswerError)
  if (isCut && end.text !== '') return { ...end, isTooLong: true, error: undefined }
  if (endedWithoutReason(end.error) && end.text !== '') return { ...end, isUnfinished: true, error: undefined }
  return end
}
