import type { Message } from '@/lib/engine'
import type { Call } from '@/lib/indexing/providers/book-call'
import type { findModel } from '@/lib/indexing/providers/find-model'
import type { openChatModel } from '@/lib/indexing/providers/open-chat-model'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import type { Source } from '@/lib/schemas/conversations/source'
import type { ToolUse } from '@/lib/schemas/conversations/tool-use'
import type { Learned } from '@/lib/schemas/profiles/profile'
import type { RunningAnswer } from '@/lib/services/answers/running-answer'
import type { Exchange } from '@/lib/services/chat/exchange/exchange'
import type { StoredRunOptions } from '@/lib/services/compose/run/run-composition'
import type { findReusableAnswer } from './find-reusable-answer'

export type Composed = {
  composition: ComposedDto
  /** What is sent to the model. */
  messages: Message[]
  maxOutputTokens: number
  /** Tokens of the answer so far, which is sent along. */
  spokenTokens?: number
  reusable: Awaited<ReturnType<typeof findReusableAnswer>>
  /** The whole context to come, if the answer begins before it is there. */
  rest?: Rest
}

/** A whole context that is still being composed. */
export type Rest = {
  composed: Promise<Composed>
  /** Milliseconds that composing had taken when the answer began. */
  waitedMs: number
  /** Call it when nobody waits any more. */
  cancel: () => void
}

/** A valid request, with its exchange stored. */
export type OpenRequest = {
  exchange: Exchange
  found: Awaited<ReturnType<typeof findModel>>
  chatModel: ReturnType<typeof openChatModel>
  /** How the call is booked; null for the offline model. */
  call: Omit<Call, 'predictedTokens'> | null
  /** The text of the answer that is there already; empty for a new answer. */
  continuedText: string
  /** The model's thinking before that text. */
  continuedThinking?: string
  /** Tools that the model used before that text. */
  continuedToolUses?: ToolUse[]
  /** Sources that it named before that text. */
  continuedSources?: Source[]
  compose: (options?: Omit<StoredRunOptions, 'isByWords'>) => Promise<Composed>
  /** The answer may begin from a context without slow models. */
  early?: {
    /** Milliseconds after composing has begun. */
    afterMs: number
    composeByWords: () => Promise<Composed>
  }
  /** Whether the policy has the conversation summarized. */
  isSummarized: boolean
  /** Facts that the question told about its author. */
  learned: Learned[]
  /** The profile that learns from a new question, if any. */
  learner?: { profileId: string; messageId: string }
  /** Calibrates token counts by the provider's count. */
  learn: (composition: ComposedDto, inputTokens: number) => Promise<void>
}

/** An answer that is being given. */
export type Giving = {
  request: OpenRequest
  composed: Composed
  answer: RunningAnswer
  onError: (error: unknown) => void
}
