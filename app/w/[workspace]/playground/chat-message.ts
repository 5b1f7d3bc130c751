import type { UIMessage } from 'ai'
import { ClientError } from '@/components/data/api-client'
import type {
  ChatDataParts,
  ChatMetadata,
  ConversationDetailDto,
  ConversationMessageDto,
} from '@/lib/schemas/conversation'
import type { ErrorBody } from '@/lib/schemas/error'

export type ChatMessage = UIMessage<ChatMetadata, ChatDataParts>

export function toChatMessage({
  id,
  role,
  content,
  compositionId,
  status,
  usage,
  reusedFromAt,
}: ConversationMessageDto): ChatMessage {
  return {
    id,
    role,
    parts: content === '' ? [] : [{ type: 'text', text: content }],
    metadata: {
      compositionId: compositionId ?? undefined,
      status,
      usage: usage ?? undefined,
      reusedFromAt: reusedFromAt ?? undefined,
    },
  }
}

/** What was stored as the reason of a failed answer, by message id. */
export function storedErrors({ messages }: ConversationDetailDto): Record<string, string> {
  return Object.fromEntries(messages.flatMap(({ id, error }) => (error === null ? [] : [[id, error]])))
}

export function textOf({ parts }: ChatMessage): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

export function compositionOf({ parts }: ChatMessage) {
  return parts.find((part) => part.type === 'data-composition')?.data
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
