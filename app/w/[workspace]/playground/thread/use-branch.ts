'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { branchConversationAction } from '@/app/w/[workspace]/playground/actions'
import { playgroundSearchParams } from '@/app/w/[workspace]/playground/search-params'
import { runAction, showError } from '@/components/data/use-action'

/** Begins a conversation that goes on from a message of another one, and opens it. */
export function useBranch(): (conversationId: string, messageId: string) => Promise<void> {
  const queryClient = useQueryClient()
  const [, setSearch] = useQueryStates(playgroundSearchParams)
  return async (id, messageId) => {
    try {
      const branch = await runAction(branchConversationAction, { id, messageId })
      await setSearch({ conversation: branch.id, answer: null, cite: null }, { history: 'push' })
    } catch (error) {
      if (error instanceof Error) showError(error)
    }
    await queryClient.invalidateQueries({ queryKey: ['conversations'] })
  }
}
