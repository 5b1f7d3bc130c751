import { type ChatTransport, DefaultChatTransport } from 'ai'
import type { ClientError } from '@/components/data/api-client'
import { shownWorkspace } from '@/components/data/shown-workspace'
import { WORKSPACE_HEADER } from '@/lib/schemas/workspaces/workspace-path'
import { type ChatMessage, textOf, toRefusal } from './chat-message'
import type { ComposeOptions } from './composer/compose-options'

/** Answers to an attempt to reconnect that no other attempt will change; a server that starts gives others. */
const FINAL = new Set<ClientError['code']>(['NOT_FOUND', 'FORBIDDEN', 'UNAUTHORIZED', 'CONFLICT'])

type Current = {
  /** Null until the first question of a new conversation is stored. */
  conversationId: () => string | null
  /** What the next question is asked with. */
  options: () => ComposeOptions
}

/**
 * Sends the new text alone, since the server keeps the history, and reads an answer that is being written from its
 * beginning. A connection that could not be made again is a `TypeError`, which is tried once more; a refusal is not.
 */
export function createChatTransport({ conversationId, options }: Current): ChatTransport<ChatMessage> {
  const overHttp = new DefaultChatTransport<ChatMessage>({
    api: '/api/v1/chat',
    headers: () => ({ [WORKSPACE_HEADER]: shownWorkspace() }),
    prepareSendMessagesRequest: ({ messages, trigger, body }) => {
      const last = messages.at(-1)
      return {
        body: {
          ...options(),
          conversationId: conversationId() ?? undefined,
          trigger,
          streamSteps: true,
          text: trigger === 'submit-message' && last ? textOf(last) : undefined,
          ...body,
        },
      }
    },
    prepareReconnectToStreamRequest: () => ({ api: `/api/v1/conversations/${conversationId()}/stream` }),
  })
  return {
    resumeStreamIsReplay: true,
    sendMessages: (request) => overHttp.sendMessages(request),
    reconnectToStream: async (request) =>
      conversationId() === null
        ? null
        : overHttp.reconnectToStream(request).catch((error: Error) => {
            throw FINAL.has(toRefusal(error).code) ? error : new TypeError('network error', { cause: error })
          }),
  }
}
