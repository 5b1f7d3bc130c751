'use client'

import { Ellipsis, Users } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu'
import { Input } from '@/components/ui/input'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ConversationDto } from '@/lib/schemas/conversation'

type ConversationItemProps = {
  conversation: ConversationDto
  isActive: boolean
  onOpen: () => void
  onRename: (title: string) => void
  onShare: (isShared: boolean) => void
  onDelete: () => void
}

export function ConversationItem(props: ConversationItemProps) {
  const { conversation, isActive, onOpen, onRename, onShare, onDelete } = props
  const [title, setTitle] = useState<string | null>(null)

  if (title !== null) {
    const save = () => {
      setTitle(null)
      if (title.trim() !== '' && title !== conversation.title) onRename(title.trim())
    }
    return (
      <li>
        <Input
          autoFocus
          aria-label="Title"
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save()
            if (event.key === 'Escape') setTitle(null)
          }}
        />
      </li>
    )
  }
  return (
    <li className={cn('group flex items-center rounded-md hover:bg-muted', isActive && 'bg-muted')}>
      <button
        type="button"
        aria-current={isActive ? 'page' : undefined}
        onClick={onOpen}
        title={conversation.title}
        className={cn(
          'flex min-w-0 flex-1 items-start gap-1.5 px-2 py-1.5 text-left text-sm',
          isActive && 'font-medium',
        )}
      >
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 [overflow-wrap:anywhere]">{conversation.title}</span>
          <span aria-hidden className="block font-normal text-fg-faint text-xs">
            <RelativeTime date={conversation.updatedAt} />
          </span>
        </span>
        {conversation.isShared && <Users className="mt-0.5 size-3.5 shrink-0 text-fg-faint" aria-label="shared" />}
      </button>
      {conversation.isOwn && (
        <DropdownMenu
          align="end"
          trigger={
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Actions for ${conversation.title}`}
              className="rail:opacity-0 focus-visible:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100"
            >
              <Ellipsis />
            </Button>
          }
        >
          <MenuItem onSelect={() => setTitle(conversation.title)}>Rename</MenuItem>
          <MenuItem onSelect={() => onShare(!conversation.isShared)}>
            {conversation.isShared ? 'Stop sharing' : 'Share with the workspace'}
          </MenuItem>
          <MenuSeparator />
          <MenuItem isDanger onSelect={onDelete}>
            Delete
          </MenuItem>
        </DropdownMenu>
      )}
    </li>
  )
}
