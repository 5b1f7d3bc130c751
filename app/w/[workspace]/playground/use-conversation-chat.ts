'use client'

import { useChat } from '@ai-sdk/react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { toast } from 'sonner'
import { type ClientError, callApi } from '@/components/data/api-client'
import type { ConversationDetailDto } from '@/lib/schemas/conversations/conversation'
import {
  type ChatMessage,
  compositionIdOf,
  isRunning,
  storedIdOf,
  textOf,
  toChatMessages,
  toRefusal,
} from './chat-message'
import { createChatTransport } from './chat-transport'
import { columnOf, type Otherwise, withColumns } from './columns/columns'
import { useColumns } from './columns/use-columns'
import type { ComposeOptions } from './composer/compose-options'
import { toFilePart, withEditedImages, withImages } from './images/image-parts'
import type { AttachedImage } from './images/read-image-file'
import { withEarlier } from './inspected-answer'
import { conversationQuery, fetchEarlier } from './queries'
import type { Edited } from './thread/edited-question'
import { isHere, joinStored, useEarlier } from './thread/use-earlier'
import { useRepeated } from './use-repeated'

type ConversationChatOptions = {
  conversationId: string | null
  initialMessages: ChatMessage[]
  initialEarlier: number
  /** A message that has to be among those that are here. */
  wantedId: string | null
  /** Changes whenever a message is opened, be it the same once more. */
  opened: number
  /** The message that was wanted is not in the conversation. */
  onGone: (messageId: string) => void
  options: ComposeOptions
  onConversation: (conversationId: string) => void
  /** Takes a new question that no context could be composed for; it is stored, and its answer says why. */
  onNotComposed: (question: string) => void
}

/** One that is not stored: a new one with its text, or an edit of another. */
type RefusedQuestion = {
  text?: string
  edit?: { messageId: string; edited: Edited }
  error: ClientError
}

/** How often a lost connection is tried again, and an answer that another server writes is looked at. */
const RECONNECT_MS = 3_000
const FOLLOW_MS = 2_000

/** Answers that stay beside another one. */
const BESIDE = new Set(['complete', 'stopped'])

/**
 * The chat of one conversation. The server keeps the history: a request carries the conversation's id and the new text
 * alone. It also goes on with an answer that nobody reads: what is being written is resumed from its beginning after a
 * reload or a lost connection. A request that was refused before it was stored is in `refused`, with its question.
 */
export function useConversationChat(props: ConversationChatOptions) {
  const queryClient = useQueryClient()
  const latest = useRef(props)
  latest.current = props
  const id = useRef(props.conversationId)
  const isStored = useRef(props.conversationId !== null)
  const isStopWanted = useRef(false)
  const asked = useRef<string | null>(null)
  const [earlier, setEarlier] = useState<Record<string, ChatMessage[]>>({})
  /** What was said, while nobody knows whether the branch that is asked for is stored. */
  const beforeBranch = useRef<{ messages: ChatMessage[]; edit: RefusedQuestion['edit'] } | null>(null)
  const [refused, setRefused] = useState<RefusedQuestion | null>(null)

  const transport = useMemo(
    () => createChatTransport({ conversationId: () => id.current, options: () => latest.current.options }),
    [],
  )

  const stopById = async (conversationId: string, messageId?: string) => {
    await callApi(`/api/v1/conversations/${conversationId}/stop`, { method: 'POST', json: { messageId } }).catch(
      (error: ClientError) => toast.error('The answer could not be stopped', { description: error.message }),
    )
  }

  /** It is in the list from its first question on, not from its first answer. */
  const showNew = (conversationId: string) => {
    latest.current.onConversation(conversationId)
    void queryClient.invalidateQueries({ queryKey: ['conversations', 'list'] })
  }

  const chat = useChat<ChatMessage>({
    messages: props.initialMessages,
    transport,
    throttle: 40,
    resume: isRunning(props.initialMessages.at(-1)) && columnOf(props.initialMessages.at(-1)!) === undefined,
    onData: (part) => {
      if (part.type === 'data-learned') void queryClient.invalidateQueries({ queryKey: ['profiles'] })
      if (part.type !== 'data-conversation') return
      isStored.current = true
      const isOther = id.current !== part.data.conversationId
      id.current = part.data.conversationId
      beforeBranch.current = null
      if (isOther) showNew(part.data.conversationId)
      if (isStopWanted.current) void stopById(part.data.conversationId)
      isStopWanted.current = false
    },
    onFinish: () => {
      void queryClient.invalidateQueries({ queryKey: ['conversations'] })
      // what is asked in the next new conversation
      void queryClient.invalidateQueries({ queryKey: ['models'] })
    },
    onError: (error) => {
      const failed = toRefusal(error)
      chat.setMessages((messages) => {
        const last = messages.at(-1)
        const isNotComposed = last?.role === 'assistant' && compositionIdOf(last) === undefined
        if (isNotComposed && asked.current !== null && !(error instanceof TypeError)) {
          latest.current.onNotComposed(asked.current)
        }
        if (last?.role !== 'user') return messages
        const before = beforeBranch.current
        const text = isStored.current && !before ? undefined : textOf(last)
        setRefused(before ? { edit: before.edit, error: failed } : { text, error: failed })
        if (before) return before.messages
        if (text === undefined) void readStored()
        return text === undefined ? messages : messages.slice(0, -1)
      })
    },
  })

  const here = useRef(chat.messages)
  here.current = chat.messages
  const past = useEarlier(chat.messages[0]?.id ?? '', props.initialEarlier, async () => {
    const [first, second] = here.current
    if (id.current === null || !first) return
    const part = await fetchEarlier(id.current, storedIdOf(first, second))
    const known = new Set(here.current.map((message) => message.id))
    const before = toChatMessages(part).filter((message) => !known.has(message.id))
    past.setCount((before[0] ?? here.current[0])?.id, part.earlier)
    chat.setMessages((messages) => [...before, ...messages])
  })

  const showStored = (stored: ConversationDetailDto) => {
    const joined = joinStored(here.current, toChatMessages(stored), stored.earlier)
    past.setCount(joined.messages[0]?.id, joined.earlier)
    chat.setMessages(joined.messages)
  }
  const fetchLatest = (conversationId: string, including?: string) =>
    queryClient.fetchQuery({
      ...conversationQuery(conversationId, { limit: here.current.length, including }),
      staleTime: 0,
    })
  const fetchStored = async () => {
    const stored = id.current === null ? null : await fetchLatest(id.current).catch(() => null)
    return () => {
      if (stored) showStored(stored)
    }
  }
  const readStored = async () => (await fetchStored())()

  const columns = useColumns({
    options: () => latest.current.options,
    conversationId: () => id.current,
    onStored: (conversationId) => {
      isStored.current = true
      const isOther = id.current !== conversationId
      id.current = conversationId
      if (isOther) showNew(conversationId)
      if (isStopWanted.current) void stopById(conversationId)
      isStopWanted.current = false
      void queryClient.invalidateQueries({ queryKey: ['profiles'] })
    },
    onEnded: async () => {
      void queryClient.invalidateQueries({ queryKey: ['conversations', 'list'] })
      void queryClient.invalidateQueries({ queryKey: ['conversations', 'usage'] })
      return fetchStored()
    },
    onRefused: (text, error) => setRefused({ text, error }),
  })
  const { resume } = columns
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was being written when the conversation was opened
  useEffect(() => resume(props.initialMessages), [])

  const last = chat.messages.at(-1)
  const isReading = chat.status === 'submitted' || chat.status === 'streaming'
  const isLost = chat.status === 'error' && chat.error instanceof TypeError && isRunning(last)
  const isFollowing = chat.status === 'ready' && !columns.isReading && chat.messages.some(isRunning)
  useRepeated(isLost ? () => chat.resumeStream() : null, RECONNECT_MS)
  useRepeated(isFollowing ? readStored : null, FOLLOW_MS)

  const { question, answers } = columns
  const messages = useMemo(
    () => withColumns(withEarlier(chat.messages, earlier), { question, answers }),
    [chat.messages, earlier, question, answers],
  )

  const isWriting = isReading || isLost || columns.isReading
  const isWritingNow = useRef(isWriting)
  isWritingNow.current = isWriting
  const sought = useRef<string | null>(null)
  const readWanted = async (messageId: string) => {
    const from = id.current
    if (from === null) return
    const newest = here.current.at(-1)?.id
    const stored = await fetchLatest(from, messageId)
    // what was asked meanwhile stays
    if (isWritingNow.current || id.current !== from || here.current.at(-1)?.id !== newest) return
    showStored(stored)
    if (!isHere(toChatMessages(stored), messageId)) latest.current.onGone(messageId)
  }
  const { wantedId } = props
  const wanted = `${props.opened} ${wantedId}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each message that is opened, when nothing is being written
  useEffect(() => {
    if (wantedId === null || sought.current === wanted) return
    const isThere = isHere(messages, wantedId)
    if (!isThere && isWriting) return
    sought.current = wanted
    if (!isThere) void past.read(() => readWanted(wantedId))
  }, [wanted, isWriting])

  const begin = (question: string | null = null) => {
    asked.current = question
    isStopWanted.current = false
    beforeBranch.current = null
    setRefused(null)
    chat.clearError()
    columns.clear()
  }
  /** The chat goes on from the question; answers that were given to it stay beside the next one. */
  const returnToQuestion = (isLastKept: boolean) => {
    isStored.current = true
    begin()
    const at = chat.messages.findLastIndex(({ role }) => role === 'user')
    const question = chat.messages[at]
    if (!question) return
    const answers = chat.messages.slice(at + 1, isLastKept ? undefined : -1)
    const whole = answers.filter(({ metadata }) => metadata?.status !== undefined && BESIDE.has(metadata.status))
    setEarlier((known) => ({ ...known, [question.id]: [...(known[question.id] ?? []), ...whole] }))
    chat.setMessages(chat.messages.slice(0, at + 1))
  }
  return {
    messages,
    earlier: past.earlier,
    /** The answer that is being written has no message yet. */
    isAwaited: last?.role === 'user',
    isBusy: isReading || isLost || isFollowing || columns.isReading,
    /** The connection is lost; the answer goes on all the same. */
    isLost,
    /** The server has not said yet that it composes. */
    isComposing: isReading && last?.role === 'user',
    /** Of the last answer, once it was stored. */
    answerError: chat.error && !isLost && isStored.current && last?.role === 'assistant' ? toRefusal(chat.error) : null,
    refused,
    /** Side by side with what is named, where anything is: the first column is asked as is chosen. */
    ask: (text: string, { beside = [], images = [] }: { beside?: Otherwise[]; images?: AttachedImage[] } = {}) => {
      isStored.current = false
      if (beside.length > 0) {
        begin()
        const { model, policy, release } = latest.current.options
        const chosen = { model, policy, release }
        void columns.ask(text, [chosen, ...beside.map((named) => ({ ...chosen, ...named }))], images)
        return
      }
      begin(text)
      void chat.sendMessage({ text, files: images.map(toFilePart) }, { body: withImages(images) })
    },
    /** Answers the last question once more, beside the answers that it has; otherwise than is chosen, where that is given. */
    retry: (otherwise: Otherwise = {}) => {
      returnToQuestion(true)
      void chat.regenerate({ body: { isBeside: true, ...otherwise } })
    },
    /** Asks another text in place of a question, in a branch. */
    edit: (question: ChatMessage, edited: Edited) => {
      const { text, kept, added } = edited
      begin(text)
      beforeBranch.current = { messages, edit: { messageId: question.id, edited } }
      isStored.current = false
      chat.setMessages(messages)
      setEarlier({})
      const branchAt = storedIdOf(question, messages[messages.indexOf(question) + 1])
      const files = [...kept, ...added.map(toFilePart)]
      const body = { branchAt, ...withEditedImages(kept, added) }
      void chat.sendMessage({ text, files, messageId: question.id }, { body })
    },
    continue: () => {
      returnToQuestion(false)
      void chat.regenerate({ body: { trigger: 'continue-message' } })
    },
    column: {
      retry: (column: number, named: Otherwise) => void columns.retry(column, named),
      continue: (column: number, named: Otherwise) => void columns.continue(column, named),
      stop: (messageId: string) => id.current !== null && void stopById(id.current, messageId),
      /** The conversation is read again, e.g. after another answer was chosen. */
      reload: readStored,
    },
    stop: () => {
      if (id.current === null) isStopWanted.current = true
      else void stopById(id.current)
    },
  }
}
