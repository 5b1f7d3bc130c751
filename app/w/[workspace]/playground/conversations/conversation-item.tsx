'use client'

import { Archive, GitBranch, Users } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ListedConversationDto } from '@/lib/schemas/conversations/conversation'
import { CONVERSATION_KEYS, ConversationMenu, runConversationKey } from './conversation-menu'

type ConversationItemProps = {
  conversation: ListedConversationDto
  /** That was asked last. */
  modelName: string | null
  isActive: boolean
  onOpen: () => void
  onRename: (title: string) => void
  onTag: (tags: string[]) => void
  onShare: (isShared: boolean) => void
  onArchive: () => void
  onDelete: () => void
}

export function ConversationItem(props: ConversationItemProps) {
  const { conversation, modelName, isActive, onOpen, onRename, onTag, onShare, onArchive, onDelete } = props
  const { title, tags, found, isShared, isArchived, isBranch, isOwn } = conversation
  const [edited, setEdited] = useState<'title' | 'tags' | null>(null)
  const isBackByKey = useRef(false)

  if (edited !== null) {
    const save = (text: string) => {
      setEdited(null)
      if (edited === 'tags') onTag(text.split(',').flatMap((tag) => tag.trim() || []))
      else if (text.trim() !== '' && text !== title) onRename(text.trim())
    }
    return (
      <li>
        <EditedText
          label={edited === 'title' ? 'Title' : 'Tags, separated by commas'}
          initial={edited === 'title' ? title : tags.join(', ')}
          onSave={save}
          onCancel={() => setEdited(null)}
          onKey={() => {
            isBackByKey.current = true
          }}
        />
      </li>
    )
  }
  const actions = {
    onRename: () => setEdited('title'),
    onTag: () => setEdited('tags'),
    onShare: () => onShare(!isShared),
    onArchive,
    onDelete,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (!isOwn || !runConversationKey(event.key, actions)) return
    // else the key would be typed into the field that it opens
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <li className={cn('group flex items-center rounded-md hover:bg-muted', isActive && 'bg-muted')}>
      <button
        ref={(button) => {
          if (button && isBackByKey.current) button.focus()
          isBackByKey.current = false
        }}
        type="button"
        aria-current={isActive ? 'page' : undefined}
        aria-keyshortcuts={isOwn ? CONVERSATION_KEYS : undefined}
        onClick={onOpen}
        onKeyDown={onKeyDown}
        title={modelName ? `${title} (${modelName})` : title}
        className={cn(
          'flex min-w-0 flex-1 items-start gap-1.5 px-2 py-1.5 text-left text-sm',
          isActive && 'font-medium',
        )}
      >
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 [overflow-wrap:anywhere]">{title}</span>
          {found && (
            <span aria-hidden className="line-clamp-2 font-normal text-fg-muted text-xs [overflow-wrap:anywhere]">
              {found.excerpt}
            </span>
          )}
          <span aria-hidden className="block truncate font-normal text-fg-faint text-xs">
            <RelativeTime date={conversation.updatedAt} />
            {modelName && ` · ${modelName}`}
            {tags.length > 0 && ` · ${tags.join(', ')}`}
          </span>
        </span>
        {isBranch && <GitBranch className="mt-0.5 size-3.5 shrink-0 text-fg-faint" aria-label="branch" />}
        {isArchived && <Archive className="mt-0.5 size-3.5 shrink-0 text-fg-faint" aria-label="archived" />}
        {isShared && <Users className="mt-0.5 size-3.5 shrink-0 text-fg-faint" aria-label="shared" />}
      </button>
      {isOwn && <ConversationMenu conversation={conversation} {...actions} />}
    </li>
  )
}

type EditedTextProps = {
  label: string
  initial: string
  onSave: (text: string) => void
  onCancel: () => void
  /** Before a key ends it. */
  onKey: () => void
}

function EditedText({ label, initial, onSave, onCancel, onKey }: EditedTextProps) {
  const [text, setText] = useState(initial)
  return (
    <Input
      autoFocus
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => onSave(text)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
        // else the button that gets the focus would be pressed
        event.preventDefault()
        onKey()
        if (event.key === 'Enter') onSave(text)
        else onCancel()
      }}
    />
  )
}
