'use client'

import { readUIMessageStream, type UIMessageChunk } from 'ai'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ClientError } from '@/components/data/api-client'
import { type ChatMessage, isRunning, toRefusal } from '../chat-message'
import { withImages } from '../images/image-parts'
import type { AttachedImage } from '../images/read-image-file'
import { openColumnTransport } from './column-transport'
import { columnOf, hasPlace, type Otherwise, toPending, toQuestion, toRefused } from './columns'

type ColumnsOptions = {
  /** What every request says beside what is named for its column. */
  options: () => object
  conversationId: () => string | null
  /** Where a new question was stored. */
  onStored: (conversationId: string) => void
  /** Nothing is being read any more: reads what is stored, and gives what shows it. */
  onEnded: () => Promise<() => void>
  /** Takes a question that no column could store. */
  onRefused: (question: string, error: ClientError) => void
}

type Stream = ReadableStream<UIMessageChunk> | null
type Stored = { conversationId: string; userMessageId: string }
type Shown = { question: ChatMessage | null; answers: ChatMessage[]; isReading: boolean }

const NOTHING: Shown = { question: null, answers: [], isReading: false }
const RECONNECT_MS = 3_000
/** How often what has come is shown. */
const SHOWN_MS = 40

/** What is named for a column, and nothing of what is chosen elsewhere by now. */
const onlyOf = ({ model, policy, release }: Otherwise) => ({ model, policy, release })

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Reads up to four answers to one question at once, each by a stream of its own: one that is lost is read again from its
 * beginning, one that is refused says so in its column. What is read stands before what is stored, until all have ended
 * and the conversation is read again.
 */
export function useColumns(props: ColumnsOptions) {
  const latest = useRef(props)
  latest.current = props
  const transport = useMemo(openColumnTransport, [])
  const live = useRef(new Map<number, ChatMessage>())
  const reading = useRef(0)
  const isGone = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const [shown, setShown] = useState(NOTHING)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
    }
  }, [])

  const publish = () => {
    timer.current = null
    setShown((before) => ({ ...before, answers: [...live.current.values()], isReading: reading.current > 0 }))
  }
  const show = (column: number, message: ChatMessage, named: Otherwise) => {
    const askedWith = named.model === undefined ? undefined : { ...named, model: named.model }
    live.current.set(column, { ...message, metadata: { askedWith, ...message.metadata, column } })
    timer.current ??= setTimeout(publish, SHOWN_MS)
  }

  /** Reads an answer to its end. @returns why it has no place on the server, where it has none */
  const read = async (
    { column, named, onStored }: { column: number; named: Otherwise; onStored?: (stored: Stored) => void },
    open: () => Promise<Stream>,
  ): Promise<ClientError | null> => {
    let next = open
    let last = toPending(column)
    show(column, last, named)
    for (;;) {
      try {
        const stream = await next()
        if (!stream) return null
        for await (const message of readUIMessageStream<ChatMessage>({ stream })) {
          last = message
          show(column, message, named)
          const stored = message.parts.find((part) => part.type === 'data-conversation')?.data
          if (stored) onStored?.(stored)
        }
        if (!isRunning(last)) return null
      } catch (error) {
        const failed = toRefusal(error as Error)
        if (!hasPlace(last) || failed.code !== 'NETWORK') {
          if (!hasPlace(last)) show(column, toRefused(column, failed.message), named)
          return hasPlace(last) ? null : failed
        }
      }
      // the answer goes on without its reader
      if (isGone.current) return null
      await sleep(RECONNECT_MS)
      next = () => transport.read(latest.current.conversationId() ?? '', last.id)
    }
  }

  /** Counts what reads; once all of it has ended, the conversation is read again. */
  const run = async (work: () => Promise<unknown>) => {
    reading.current++
    publish()
    await work().finally(() => {
      reading.current--
    })
    if (reading.current > 0 || isGone.current) return
    const showStored = await latest.current.onEnded()
    // what was refused has no place in what is stored
    for (const [column, message] of live.current) if (hasPlace(message)) live.current.delete(column)
    showStored()
    setShown({ question: null, answers: [...live.current.values()], isReading: false })
  }

  const again = (column: number, named: Otherwise, body: object) =>
    read({ column, named }, () => {
      const conversationId = latest.current.conversationId()
      const request = { conversationId, trigger: 'regenerate-message', column, ...body }
      return transport.ask({ ...latest.current.options(), ...onlyOf(named), ...request })
    })

  /** @returns why the question could not be stored, where no column could store it */
  const askAll = async (text: string, columns: Otherwise[], images: AttachedImage[]): Promise<ClientError | null> => {
    let refusal: ClientError | null = null
    for (const [index, named] of columns.entries()) {
      let others: Promise<unknown>[] | undefined
      const onStored = ({ conversationId, userMessageId: questionId }: Stored) => {
        if (others) return
        latest.current.onStored(conversationId)
        others = columns.slice(index + 1).map((other, at) => again(index + at + 2, other, { questionId }))
      }
      const request = {
        conversationId: latest.current.conversationId() ?? undefined,
        column: index + 1,
        text,
        ...withImages(images),
      }
      const problem = await read({ column: index + 1, named, onStored }, () =>
        transport.ask({ ...latest.current.options(), ...onlyOf(named), ...request }),
      )
      await Promise.all(others ?? [])
      if (!problem) return null
      refusal ??= problem
    }
    return refusal
  }

  return {
    ...shown,
    /** Another question is asked: what was refused of the last one is forgotten. */
    clear: () => {
      live.current.clear()
      setShown(NOTHING)
    },
    /** Asks a question in as many columns; the first that is not refused stores it for those after it. */
    ask: (text: string, columns: Otherwise[], images: AttachedImage[]) =>
      run(async () => {
        live.current.clear()
        for (const [index, named] of columns.entries()) show(index + 1, toPending(index + 1), named)
        setShown({ question: toQuestion(text, images), answers: [...live.current.values()], isReading: true })
        const refusal = await askAll(text, columns, images)
        if (!refusal) return
        live.current.clear()
        latest.current.onRefused(text, refusal)
      }),
    /** Asks for the answer of a column once more, or for one more column. */
    retry: (column: number, named: Otherwise) => run(() => again(column, named, {})),
    continue: (column: number, named: Otherwise) => run(() => again(column, named, { trigger: 'continue-message' })),
    /** Goes on reading what was being written when the conversation was opened. */
    resume: (messages: ChatMessage[]) => {
      const conversationId = latest.current.conversationId()
      for (const message of messages) {
        const column = columnOf(message)
        if (column === undefined || conversationId === null || !isRunning(message)) continue
        const named = message.metadata?.askedWith ?? {}
        void run(() => read({ column, named }, () => transport.read(conversationId, message.id)))
      }
    },
  }
}
