import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider'
import type { Passage } from '@/lib/engine'
import { OFFLINE_CHAT_NOTHING } from '@/lib/schemas/conversations/offline-answer'
import { toStream } from '@/lib/to-stream'

export const OFFLINE_CHAT_NOTE =
  '_Offline model: what follows is quoted from the composed context, nothing is generated._'

/** What the offline model answers from, in `providerOptions.loadout`: the composition itself, not its prompt. */
export type OfflineChatContext = {
  query: string
  passages: Passage[]
  inputTokens: number
}

const TEXT_ID = 'answer'
/** A pace at which an answer can be watched, and stopped. */
const WORD_DELAY_MS = 4

function isPassage(value: unknown): value is Passage {
  if (typeof value !== 'object' || value === null) return false
  const { text, title, label } = value as Record<string, unknown>
  return typeof text === 'string' && typeof title === 'string' && (label === undefined || typeof label === 'string')
}

function readContext(options: LanguageModelV4CallOptions): OfflineChatContext {
  const { query, passages, inputTokens } = options.providerOptions?.loadout ?? {}
  if (typeof query !== 'string' || !Array.isArray(passages) || !passages.every(isPassage)) {
    throw new TypeError('The offline model needs providerOptions.loadout: { query, passages, inputTokens }.')
  }
  return { query, passages, inputTokens: typeof inputTokens === 'number' ? inputTokens : 0 }
}

/** The parts of passages that answer a query, best first. */
export type Extract = (query: string, passages: Passage[]) => Promise<{ text: string; label?: string }[]>

async function answer({ query, passages }: OfflineChatContext, extract: Extract): Promise<string> {
  const quotes = await extract(query, passages)
  if (quotes.length === 0) return OFFLINE_CHAT_NOTHING
  const blocks = quotes.map(({ text, label }) =>
    label ? `${text}${BLOCK_END.test(text) ? '\n\n' : ' '}[${label}]` : text,
  )
  return `${OFFLINE_CHAT_NOTE}\n\n${blocks.join('\n\n')}`
}

/** A label behind a table or a fence would become part of it. */
const BLOCK_END = /(?:\||`{3,}|~{3,})$/

/** Words with the space after them; together they are the text. */
function toWords(text: string): string[] {
  return text.match(/\s*\S+\s*/g) ?? []
}

type Reply = { words: string[]; usage: LanguageModelV4Usage; finishReason: LanguageModelV4FinishReason }

async function reply(options: LanguageModelV4CallOptions, extract: Extract): Promise<Reply> {
  const context = readContext(options)
  const words = toWords(await answer(context, extract))
  const kept = words.slice(0, options.maxOutputTokens ?? words.length)
  return {
    words: kept,
    finishReason: { unified: kept.length < words.length ? 'length' : 'stop', raw: undefined },
    usage: {
      inputTokens: { total: context.inputTokens, noCache: context.inputTokens, cacheRead: 0, cacheWrite: 0 },
      // it makes words, not tokens
      outputTokens: { total: undefined, text: undefined, reasoning: undefined },
    },
  }
}

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })
}

async function* toParts({ words, usage, finishReason }: Reply, signal: AbortSignal | undefined, delayMs: number) {
  yield { type: 'stream-start', warnings: [] } satisfies LanguageModelV4StreamPart
  yield { type: 'text-start', id: TEXT_ID } satisfies LanguageModelV4StreamPart
  for (const delta of words) {
    await wait(delayMs, signal)
    yield { type: 'text-delta', id: TEXT_ID, delta } satisfies LanguageModelV4StreamPart
  }
  yield { type: 'text-end', id: TEXT_ID } satisfies LanguageModelV4StreamPart
  yield { type: 'finish', usage, finishReason } satisfies LanguageModelV4StreamPart
}

type OfflineChatOptions = { extract: Extract; wordDelayMs?: number }

/**
 * A chat model without a model: it answers with the parts of the composed knowledge that fit the question best, and
 * cites them. Needs no network and no key; `maxOutputTokens` counts its words.
 */
export function createOfflineChatModel(
  modelId: string,
  { extract, wordDelayMs = WORD_DELAY_MS }: OfflineChatOptions,
): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'loadout',
    modelId,
    supportedUrls: {},
    async doGenerate(options) {
      const { words, usage, finishReason } = await reply(options, extract)
      return { content: [{ type: 'text', text: words.join('') }], usage, finishReason, warnings: [] }
    },
    async doStream(options) {
      const parts = toParts(await reply(options, extract), options.abortSignal, wordDelayMs)
      return { stream: toStream(parts) }
    },
  }
}
