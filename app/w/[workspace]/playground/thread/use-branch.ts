'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { branchConversationAction } from '@/app/w/[workspace]/playground/actions'
import { OF_CONVERSATION, playgroundSearchParams } from '@/app/w/[workspace]/playground/search-params'
import { runAction, showError } from '@/components/data/use-action'
import { useSingle } from '@/components/data/use-single'

/** Begins a conversation that goes on from a message of another one, and opens it. */
export function useBranch() {
  const queryClient = useQueryClient()
  const [, setSearch] = useQueryStates(playgroundSearchParams)
  return useSingle(async (id: string, messageId: string) => {
    try {
      const branch = await runAction(branchConversationAction, { id, messageId })
      await setSearch({ ...OF_CONVERSATION, conversation: branch.id }, { history: 'push' })
    } catch (error) {
      if (error instanceof Error) showError(error)
    }
    await queryClient.invalidateQueries({ queryKey: ['conversations'] })
  })
}
