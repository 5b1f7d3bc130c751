'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { pinMessageAction } from '@/app/w/[workspace]/playground/actions'
import type { ChatMessage } from '@/app/w/[workspace]/playground/chat-message'
import { conversationQuery } from '@/app/w/[workspace]/playground/queries'
import { runAction, showError } from '@/components/data/use-action'

export type Pins = { isPinned: boolean; onPin: (isPinned: boolean) => void }

/** Which messages of a conversation are pinned, and pinning them; null where nobody may. */
export function usePins(conversationId: string | null): ((message: ChatMessage, storedId: string) => Pins) | null {
  const client = useQueryClient()
  const [changed, setChanged] = useState<Record<string, boolean>>({})
  if (conversationId === null) return null
  return (message, messageId) => ({
    isPinned: changed[messageId] ?? message.metadata?.isPinned ?? false,
    onPin: async (isPinned) => {
      setChanged((known) => ({ ...known, [messageId]: isPinned }))
      try {
        await runAction(pinMessageAction, { id: conversationId, messageId, isPinned })
        await client.invalidateQueries({ queryKey: conversationQuery(conversationId).queryKey })
      } catch (error) {
        setChanged((known) => ({ ...known, [messageId]: !isPinned }))
        if (error instanceof Error) showError(error)
      }
    },
  })
}
