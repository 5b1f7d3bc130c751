'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { LoaderCircle, Plus } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { type KeyboardEvent, useDeferredValue, useState } from 'react'
import { conversationsQuery } from '@/app/w/[workspace]/playground/queries'
import { conversationListParams } from '@/app/w/[workspace]/playground/search-params'
import { modelsQuery } from '@/components/data/models-query'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Input } from '@/components/ui/input'
import { Skeleton } from '@/components/ui/skeleton'
import { Tooltip } from '@/components/ui/tooltip'
import type { ConversationDto } from '@/lib/schemas/conversations/conversation'
import { ConversationFilter } from './conversation-filter'
import { ConversationItem } from './conversation-item'
import { describeNone } from './describe-none'
import { groupByDay } from './group-by-day'
import { ImportDialog } from './import-dialog'
import { useChangeConversation } from './use-change-conversation'
import { useToday } from './use-today'

type ConversationListProps = {
  activeId: string | null
  canAsk: boolean
  /** At a message, where one was found. */
  onOpen: (id: string | null, messageId?: string) => void
}

/** The arrows go from one conversation to the next. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('li > button:first-child')]
  const at = items.findIndex((item) => item.contains(document.activeElement))
  if (at < 0) return
  event.preventDefault()
  items[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
}

export function ConversationList({ activeId, canAsk, onOpen }: ConversationListProps) {
  const [{ find, tag, archived }, setFilter] = useQueryStates(conversationListParams)
  const models = useQuery(modelsQuery())
  const modelNameOf = ({ model }: ConversationDto) =>
    model && (models.data?.items.find(({ id }) => id === model)?.name ?? model)
  const q = useDeferredValue(find.trim())
  const [isImporting, setIsImporting] = useState(false)
  const today = useToday()
  const list = useInfiniteQuery(conversationsQuery({ q, tag: tag ?? undefined, isArchived: archived }))
  const conversations = list.data?.pages.flatMap(({ items }) => items)
  const { change, archive, remove } = useChangeConversation((id) => {
    if (id === activeId) onOpen(null)
  })

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex items-center gap-2 p-2">
        <Input
          type="search"
          aria-label="Search conversations"
          placeholder="Search"
          value={find}
          onChange={(event) => void setFilter({ find: event.target.value })}
        />
        <ConversationFilter
          tag={tag}
          isArchived={archived}
          onChange={(filter) => void setFilter(filter)}
          onImport={canAsk ? () => setIsImporting(true) : undefined}
        />
        {canAsk && (
          <Tooltip content="New conversation" shortcut="n">
            <Button size="icon" aria-label="New conversation" onClick={() => onOpen(null)}>
              <Plus />
            </Button>
          </Tooltip>
        )}
      </div>
      {(tag !== null || archived) && (
        <p className="flex items-center gap-1.5 px-4 pb-1 text-fg-muted text-xs">
          <span className="min-w-0 truncate">
            {archived ? 'Archived' : 'Under'}
            {tag !== null && ` ${archived ? 'under ' : ''}“${tag}”`}
          </span>
          <Button size="sm" variant="ghost" onClick={() => void setFilter({ tag: null, archived: null })}>
            Show all
          </Button>
        </p>
      )}
      <ImportDialog isOpen={isImporting} onOpenChange={setIsImporting} />
      <nav aria-label="Conversations" className="min-h-0 flex-1 overflow-y-auto px-2 pb-2" onKeyDown={moveFocus}>
        {list.error && !list.isFetchNextPageError && <Notice tone="danger" title={list.error.message} />}
        {!conversations ? (
          !list.error && <Skeleton className="h-7 w-full" />
        ) : conversations.length === 0 ? (
          <p className="px-2 py-3 text-fg-faint text-xs">{describeNone({ q, tag, isArchived: archived, canAsk })}</p>
        ) : (
          groupByDay(conversations, today).map(({ label, items }) => (
            <section key={label} aria-label={label || undefined}>
              {label ? <h2 className="px-2 pt-3 pb-1 text-fg-faint text-xs">{label}</h2> : <div className="h-8" />}
              <ul className="space-y-px">
                {items.map((conversation) => (
                  <ConversationItem
                    key={conversation.id}
                    conversation={conversation}
                    modelName={modelNameOf(conversation)}
                    isActive={conversation.id === activeId}
                    onOpen={() => onOpen(conversation.id, conversation.found?.messageId)}
                    onRename={(title) => void change(conversation.id, { title })}
                    onTag={(tags) => void change(conversation.id, { tags })}
                    onShare={(isShared) => void change(conversation.id, { isShared })}
                    onArchive={() => void archive(conversation)}
                    onDelete={() => void remove(conversation)}
                  />
                ))}
              </ul>
            </section>
          ))
        )}
        {list.isFetchNextPageError && <Notice tone="danger" title={list.error.message} className="mt-2" />}
        {list.hasNextPage && (
          <Button
            size="sm"
            variant="ghost"
            className="mt-2 w-full"
            // a disabled one would lose the focus
            aria-disabled={list.isFetchingNextPage}
            aria-busy={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {list.isFetchingNextPage && <LoaderCircle className="animate-spin" aria-hidden />}
            {list.isFetchNextPageError ? 'Try again' : 'Show more'}
          </Button>
        )}
      </nav>
    </div>
  )
}
