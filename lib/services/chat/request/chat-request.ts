import type { Message } from '@/lib/engine'
import type { Call } from '@/lib/indexing/providers/book-call'
import type { findModel } from '@/lib/indexing/providers/find-model'
import type { openChatModel } from '@/lib/indexing/providers/open-chat-model'
import type { ComposedDto } from '@/lib/schemas/compose'
import type { Learned } from '@/lib/schemas/profile'
import type { ToolUse } from '@/lib/schemas/tool-use'
import type { RunningAnswer } from '@/lib/services/answers/running-answers'
import type { Exchange } from '@/lib/services/chat/exchange/open-exchange'
import type { StoredRunOptions } from '@/lib/services/compose/run/run-composition'
import type { findReusableAnswer } from './find-reusable-answer'

export type Composed = {
  composition: ComposedDto
  /** What the model gets. */
  messages: Message[]
  maxOutputTokens: number
  /** Of the answer so far, which is sent along. */
  spokenTokens?: number
  reusable: Awaited<ReturnType<typeof findReusableAnswer>>
  /** The whole context, where an answer begins before it is there. */
  rest?: Rest
}

/** What is still being composed. */
export type Rest = {
  composed: Promise<Composed>
  /** How long it had taken when the answer began. */
  waitedMs: number
  /** Nobody waits for it any more. */
  cancel: () => void
}

/** A request that was found right, with its exchange stored. */
export type OpenRequest = {
  exchange: Exchange
  found: Awaited<ReturnType<typeof findModel>>
  chatModel: ReturnType<typeof openChatModel>
  /** How it is booked; null for a model that nobody is paid for. */
  call: Omit<Call, 'predictedTokens'> | null
  /** Of the answer, the words that are there already. */
  continuedText: string
  /** What the model thought before them. */
  continuedThinking?: string
  /** Tools that it used before them. */
  continuedToolUses?: ToolUse[]
  compose: (options?: Omit<StoredRunOptions, 'isByWords'>) => Promise<Composed>
  /** An answer may begin without the models that keep composing waiting. */
  early?: {
    /** So long after composing has begun. */
    afterMs: number
    composeByWords: () => Promise<Composed>
  }
  /** Whether the policy has the conversation summarized. */
  isSummarized: boolean
  /** What the question told about who asks. */
  learned: Learned[]
  /** Whose words a new question is, where a profile learns from it. */
  learner?: { profileId: string; messageId: string }
  /** Learns from how many tokens the provider counted. */
  learn: (composition: ComposedDto, inputTokens: number) => Promise<void>
}

/** An answer that is being given. */
export type Giving = {
  request: OpenRequest
  composed: Composed
  answer: RunningAnswer
  onError: (error: unknown) => void
}
