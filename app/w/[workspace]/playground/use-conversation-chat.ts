'use client'

import { useChat } from '@ai-sdk/react'
import { useQueryClient } from '@tanstack/react-query'
import { DefaultChatTransport } from 'ai'
import { useMemo, useRef, useState } from 'react'
import type { ClientError } from '@/components/data/api-client'
import { shownWorkspace } from '@/components/data/shown-workspace'
import { WORKSPACE_HEADER } from '@/lib/schemas/workspace-path'
import { type ChatMessage, textOf, toClientError } from './chat-message'
import type { ComposeOptions } from './compose-options'

type ConversationChatOptions = {
  conversationId: string | null
  initialMessages: ChatMessage[]
  options: ComposeOptions
  onConversation: (conversationId: string) => void
}

/**
 * The chat of one conversation. The server keeps the history: a request carries the conversation's id and the new text
 * alone. A question that was refused before it was stored goes back to the composer through `refused`.
 */
export function useConversationChat(props: ConversationChatOptions) {
  const queryClient = useQueryClient()
  const latest = useRef(props)
  latest.current = props
  const id = useRef(props.conversationId)
  const isStored = useRef(false)
  const [refused, setRefused] = useState<{ text: string; error: ClientError } | null>(null)
  const [stoppedIds, setStoppedIds] = useState<ReadonlySet<string>>(new Set())

  const transport = useMemo(
    () =>
      new DefaultChatTransport<ChatMessage>({
        api: '/api/v1/chat',
        headers: () => ({ [WORKSPACE_HEADER]: shownWorkspace() }),
        prepareSendMessagesRequest: ({ messages, trigger }) => {
          const last = messages.at(-1)
          return {
            body: {
              ...latest.current.options,
              conversationId: id.current ?? undefined,
              trigger,
              text: trigger === 'submit-message' && last ? textOf(last) : undefined,
            },
          }
        },
      }),
    [],
  )

  const chat = useChat<ChatMessage>({
    messages: props.initialMessages,
    transport,
    throttle: 40,
    onData: (part) => {
      if (part.type === 'data-conversation') {
        isStored.current = true
        const isNew = id.current === null
        id.current = part.data.conversationId
        if (isNew) latest.current.onConversation(part.data.conversationId)
      }
    },
    onFinish: ({ message, isAbort }) => {
      if (isAbort) setStoppedIds((ids) => new Set([...ids, message.id]))
      void queryClient.invalidateQueries({ queryKey: ['conversations'] })
    },
    onError: (error) => {
      if (isStored.current) return
      const failed = toClientError(error)
      chat.setMessages((messages) => {
        const last = messages.at(-1)
        if (last?.role !== 'user') return messages
        setRefused({ text: textOf(last), error: failed })
        return messages.slice(0, -1)
      })
    },
  })

  return {
    messages: chat.messages,
    isBusy: chat.status === 'submitted' || chat.status === 'streaming',
    isWaiting: chat.status === 'submitted',
    /** Of the last answer, once it was stored. */
    answerError: chat.error && isStored.current ? toClientError(chat.error) : null,
    refused,
    stoppedIds,
    ask: (text: string) => {
      isStored.current = false
      setRefused(null)
      chat.clearError()
      void chat.sendMessage({ text })
    },
    retry: () => {
      isStored.current = true
      chat.clearError()
      void chat.regenerate()
    },
    stop: () => void chat.stop(),
  }
}
