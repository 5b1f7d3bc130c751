import { useRef, useState } from 'react'
import type { ChatMessage } from '@/app/w/[workspace]/playground/chat-message'
import type { ClientError } from '@/components/data/api-client'
import { TOLD_MS } from './use-filled'

/** Messages of a conversation before those that are here. */
export type Earlier = {
  count: number
  isLoading: boolean
  error: ClientError | null
  /** They came just now: nothing is worth being read out. */
  isQuiet: boolean
  load: () => void
}

/**
 * Reads what was said before, part by part, when it is asked for.
 * @param read takes the next part in. @returns how many are still before it
 */
export function useEarlier(initial: number, read: () => Promise<number>) {
  const [count, setCount] = useState(initial)
  const [error, setError] = useState<ClientError | null>(null)
  const [isLoading, setIsLoading] = useState(false)
  const [isQuiet, setIsQuiet] = useState(false)
  const isAsked = useRef(false)
  const load = async () => {
    if (isAsked.current) return
    isAsked.current = true
    setIsLoading(true)
    setIsQuiet(true)
    setError(null)
    try {
      setCount(await read())
    } catch (failed) {
      setError(failed as ClientError)
    }
    isAsked.current = false
    setIsLoading(false)
    setTimeout(() => setIsQuiet(isAsked.current), TOLD_MS)
  }
  const earlier: Earlier = { count, isLoading, error, isQuiet, load: () => void load() }
  return { earlier, setCount }
}

/** The end of a conversation as it is stored, behind what of it is here already, and how many messages are before. */
export function joinStored(known: ChatMessage[], stored: ChatMessage[], earlier: number) {
  const kept = Math.max(
    0,
    known.findIndex(({ id }) => id === stored[0]?.id),
  )
  return { messages: [...known.slice(0, kept), ...stored], earlier: earlier - kept }
}
