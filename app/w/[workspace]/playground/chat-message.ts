import type { UIMessage } from 'ai'
import { ClientError } from '@/components/data/api-client'
import type { TraceStep } from '@/lib/engine'
import type {
  ChatDataParts,
  ChatMetadata,
  ConversationDetailDto,
  ConversationMessageDto,
} from '@/lib/schemas/conversation'
import type { ErrorBody } from '@/lib/schemas/error'

export type ChatMessage = UIMessage<ChatMetadata, ChatDataParts>

function toChatMessage({
  id,
  role,
  content,
  compositionId,
  status,
  error,
  usage,
  continuedAt,
  reusedFromAt,
  isPinned,
}: ConversationMessageDto): ChatMessage {
  return {
    id,
    role,
    parts: content === '' ? [] : [{ type: 'text', text: content }],
    metadata: {
      compositionId: compositionId ?? undefined,
      status,
      error: error ?? undefined,
      usage: usage ?? undefined,
      continuedAt: continuedAt ?? undefined,
      reusedFromAt: reusedFromAt ?? undefined,
      ...(isPinned ? { isPinned } : {}),
    },
  }
}

export function toChatMessages({ messages }: Pick<ConversationDetailDto, 'messages'>): ChatMessage[] {
  return messages.map(toChatMessage)
}

export const isRunning = (message: ChatMessage | undefined): boolean => message?.metadata?.status === 'running'

export function textOf({ parts }: ChatMessage): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

export function compositionOf({ parts }: ChatMessage) {
  return parts.find((part) => part.type === 'data-composition')?.data
}

/** The steps of composing that have ended so far, while it is watched. */
export function stepsOf({ parts }: ChatMessage): TraceStep[] {
  return parts.flatMap((part) => (part.type === 'data-step' ? [part.data] : []))
}

/** Why the answer has not begun, where its call is tried again. */
export function waitingOf({ parts }: ChatMessage): string | undefined {
  return parts.findLast((part) => part.type === 'data-waiting')?.data.message
}

/** The id that a question is stored under, and what of it was refused, as its answer's stream told. */
export function learnedFrom(question: ChatMessage, answer: ChatMessage | undefined) {
  const parts = answer?.parts ?? []
  const stored = parts.find((part) => part.type === 'data-conversation')?.data.userMessageId
  const refused = parts.flatMap((part) => (part.type === 'data-learned' ? part.data.refused : []))
  return { messageId: stored ?? question.id, refused }
}

/** The id that a message is stored under, given the one after it: what was asked here has another until it is read again. */
export function storedIdOf(message: ChatMessage, next: ChatMessage | undefined): string {
  return message.role === 'user' ? learnedFrom(message, next).messageId : message.id
}

/** The id of the composition that an answer was given from, as soon as it is known. */
export function compositionIdOf(message: ChatMessage): string | undefined {
  return compositionOf(message)?.id ?? message.metadata?.compositionId
}

/**
 * An error that came instead of a stream. The chat client hands over the response's body as the message; a failed
 * connection is a TypeError.
 */
export function toClientError(error: Error): ClientError {
  try {
    const { error: body } = JSON.parse(error.message) as { error: ErrorBody }
    return new ClientError(body)
  } catch {
    const isNetwork = error instanceof TypeError
    return new ClientError({
      code: isNetwork ? 'NETWORK' : 'UPSTREAM',
      message: isNetwork ? 'The server cannot be reached. Check the connection and try again.' : error.message,
    })
  }
}
