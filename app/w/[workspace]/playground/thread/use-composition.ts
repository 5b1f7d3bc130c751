'use client'

import { useQuery } from '@tanstack/react-query'
import { type ChatMessage, compositionIdOf, compositionOf } from '@/app/w/[workspace]/playground/chat-message'
import { compositionQuery } from '@/app/w/[workspace]/playground/queries'
import type { InspectedContext } from '@/components/context/inspected-context'

/**
 * The context an answer was given from: streamed with the answer, else assembled again by the server, which is long: ask for
 * that of an answer that is looked at.
 */
export function useComposition(
  message: ChatMessage | undefined,
  isWanted = true,
): {
  context: InspectedContext | undefined
  error: Error | null
  retry: () => void
} {
  const streamed = message && compositionOf(message)
  const id = message && compositionIdOf(message)
  const stored = useQuery({ ...compositionQuery(id ?? ''), enabled: isWanted && id !== undefined && !streamed })
  return { context: streamed ?? stored.data, error: stored.error, retry: () => void stored.refetch() }
}
