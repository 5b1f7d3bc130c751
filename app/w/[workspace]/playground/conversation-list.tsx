'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { runAction, showError } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Input } from '@/components/ui/input'
import { Skeleton } from '@/components/ui/skeleton'
import { toastUndo } from '@/components/ui/toast'
import { tellDeleted } from '@/components/ui/toast-words'
import { Tooltip } from '@/components/ui/tooltip'
import type { ConversationDto } from '@/lib/schemas/conversation'
import { deleteConversationAction, restoreConversationAction, updateConversationAction } from './actions'
import { ConversationItem } from './conversation-item'
import { groupByDay } from './group-by-day'
import { conversationsQuery } from './queries'

type ConversationListProps = {
  activeId: string | null
  canAsk: boolean
  onOpen: (id: string | null) => void
}

export function ConversationList({ activeId, canAsk, onOpen }: ConversationListProps) {
  const queryClient = useQueryClient()
  const [search, setSearch] = useState('')
  const list = useQuery(conversationsQuery(useDeferredValue(search.trim())))
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['conversations', 'list'] })

  const update = async (input: { id: string; title?: string; isShared?: boolean }) => {
    await runAction(updateConversationAction, input).catch(showError)
    await refresh()
  }
  const remove = async ({ id, title }: ConversationDto) => {
    try {
      await runAction(deleteConversationAction, { id })
    } catch (error) {
      if (error instanceof Error) showError(error)
      return
    }
    if (id === activeId) onOpen(null)
    await refresh()
    toastUndo(tellDeleted(title), async () => {
      await runAction(restoreConversationAction, { id }).catch(showError)
      await refresh()
    })
  }

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex items-center gap-2 p-2">
        <Input
          type="search"
          aria-label="Search conversations"
          placeholder="Search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {canAsk && (
          <Tooltip content="New conversation" shortcut="n">
            <Button size="icon" aria-label="New conversation" onClick={() => onOpen(null)}>
              <Plus />
            </Button>
          </Tooltip>
        )}
      </div>
      <nav aria-label="Conversations" className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {list.error ? (
          <Notice tone="danger" title={list.error.message} />
        ) : !list.data ? (
          <Skeleton className="h-7 w-full" />
        ) : list.data.items.length === 0 ? (
          <p className="px-2 py-3 text-fg-faint text-xs">
            {search.trim() === ''
              ? 'Your conversations will be listed here. They are private until you share them.'
              : 'No conversation has this title.'}
          </p>
        ) : (
          groupByDay(list.data.items, new Date()).map(({ label, items }) => (
            <section key={label} aria-label={label}>
              <h2 className="px-2 pt-3 pb-1 text-fg-faint text-xs">{label}</h2>
              <ul className="space-y-px">
                {items.map((conversation) => (
                  <ConversationItem
                    key={conversation.id}
                    conversation={conversation}
                    isActive={conversation.id === activeId}
                    onOpen={() => onOpen(conversation.id)}
                    onRename={(title) => update({ id: conversation.id, title })}
                    onShare={(isShared) => update({ id: conversation.id, isShared })}
                    onDelete={() => remove(conversation)}
                  />
                ))}
              </ul>
            </section>
          ))
        )}
      </nav>
    </div>
  )
}
