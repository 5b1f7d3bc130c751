import { DefaultChatTransport } from 'ai'
import { shownWorkspace } from '@/components/data/shown-workspace'
import { WORKSPACE_HEADER } from '@/lib/schemas/workspaces/workspace-path'
import type { ChatMessage } from '../chat-message'

/** How one of several answers is asked for, and read again: a request says all of itself. */
export function openColumnTransport() {
  const transport = new DefaultChatTransport<ChatMessage>({
    api: '/api/v1/chat',
    headers: () => ({ [WORKSPACE_HEADER]: shownWorkspace() }),
    prepareSendMessagesRequest: ({ body }) => ({ body: { streamSteps: true, ...body } }),
    prepareReconnectToStreamRequest: ({ id, body }) => ({
      api: `/api/v1/conversations/${id}/stream?messageId=${encodeURIComponent(String(body?.messageId))}`,
    }),
  })
  const none = { messageId: undefined, messages: [], abortSignal: undefined }
  return {
    ask: (body: object) => transport.sendMessages({ ...none, chatId: '', trigger: 'regenerate-message', body }),
    /** Null when it is not being written any more, or by another server. */
    read: (conversationId: string, messageId: string) =>
      transport.reconnectToStream({ chatId: conversationId, body: { messageId } }),
  }
}
