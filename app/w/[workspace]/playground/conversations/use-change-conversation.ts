'use client'

import { useQueryClient } from '@tanstack/react-query'
import {
  deleteConversationAction,
  restoreConversationAction,
  updateConversationAction,
} from '@/app/w/[workspace]/playground/actions'
import { runAction, showError } from '@/components/data/use-action'
import { toastUndo } from '@/components/ui/toast'
import { tellArchived, tellDeleted } from '@/components/ui/toast-words'
import type { ConversationDto } from '@/lib/schemas/conversations/conversation'

type Change = { title?: string; isShared?: boolean; isArchived?: boolean; tags?: string[] }

/** What a person does with a conversation of the list; what puts it out of sight can be undone. */
export function useChangeConversation(onGone: (id: string) => void) {
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['conversations', 'list'] })

  /** @returns whether it worked; what went wrong is shown */
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (error) {
      if (error instanceof Error) showError(error)
      return false
    } finally {
      await refresh()
    }
  }
  const change = (id: string, changed: Change) => attempt(() => runAction(updateConversationAction, { id, ...changed }))
  return {
    change,
    archive: async ({ id, title, isArchived }: ConversationDto) => {
      if (!(await change(id, { isArchived: !isArchived })) || isArchived) return
      toastUndo(tellArchived(title), () => void change(id, { isArchived: false }))
    },
    remove: async ({ id, title }: ConversationDto) => {
      if (!(await attempt(() => runAction(deleteConversationAction, { id })))) return
      onGone(id)
      toastUndo(tellDeleted(title), () => void attempt(() => runAction(restoreConversationAction, { id })))
    },
  }
}
