import { useRef, useState } from 'react'
import { type ChatMessage, storedIdOf } from '@/app/w/[workspace]/playground/chat-message'
import type { ClientError } from '@/components/data/api-client'
import { TOLD_MS } from './use-filled'

/** Messages of a conversation before those that are here. */
export type Earlier = {
  count: number
  isLoading: boolean
  error: ClientError | null
  /** They came just now: nothing is worth being read out. */
  isQuiet: boolean
  /** Reads the next part, or once more what could not be read. */
  load: () => void
}

type Read = () => Promise<void>

/**
 * Reads what was said before, part by part, when it is asked for.
 * @param firstId of the first message that is here: what is before it is counted by it, so that both change at once
 * @param readNext takes the next part in, and counts what is still before it
 */
export function useEarlier(firstId: string, initial: number, readNext: Read) {
  const [counts, setCounts] = useState<Record<string, number>>({ [firstId]: initial })
  const [error, setError] = useState<ClientError | null>(null)
  const [isLoading, setIsLoading] = useState(false)
  const [isQuiet, setIsQuiet] = useState(false)
  const running = useRef<Promise<void> | null>(null)
  const failed = useRef<Read | null>(null)
  const run = async (part: Read) => {
    setIsLoading(true)
    setIsQuiet(true)
    setError(null)
    failed.current = null
    try {
      await part()
    } catch (error) {
      failed.current = part
      setError(error as ClientError)
    }
    running.current = null
    setIsLoading(false)
    setTimeout(() => setIsQuiet(running.current !== null), TOLD_MS)
  }
  const begin = (part: Read) => {
    running.current = run(part)
  }
  const earlier: Earlier = {
    count: counts[firstId] ?? 0,
    isLoading,
    error,
    isQuiet,
    load: () => {
      if (running.current === null) begin(failed.current ?? readNext)
    },
  }
  return {
    earlier,
    /** Counts what is before a message, before the message is shown. */
    setCount: (firstId: string | undefined, count: number) => {
      if (firstId !== undefined) setCounts((known) => ({ ...known, [firstId]: count }))
    },
    /** Reads a part that something leads to, after the one that is being read. */
    read: async (part: Read) => {
      while (running.current) await running.current
      begin(part)
    },
  }
}

/** The end of a conversation as it is stored, behind what of it is here already, and how many messages are before. */
export function joinStored(known: ChatMessage[], stored: ChatMessage[], earlier: number) {
  const kept = Math.max(
    0,
    known.findIndex(({ id }) => id === stored[0]?.id),
  )
  return { messages: [...known.slice(0, kept), ...stored], earlier: earlier - kept }
}

export const isHere = (messages: ChatMessage[], storedId: string): boolean =>
  messages.some((message, at) => storedIdOf(message, messages[at + 1]) === storedId)
