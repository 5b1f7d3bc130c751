'use client'

import { Ellipsis } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu'
import { useDownloadHref } from '@/components/workspace/use-download-href'
import type { ConversationDto } from '@/lib/schemas/conversations/conversation'

export type ConversationMenuProps = {
  conversation: ConversationDto
  onRename: () => void
  onTag: () => void
  onShare: () => void
  onArchive: () => void
  onDelete: () => void
}

export const CONVERSATION_KEYS = 'F2 T E Delete'

/** The same by key, while a conversation of the list has the focus. @returns whether the key means something */
export function runConversationKey(
  key: string,
  { onRename, onTag, onArchive, onDelete }: Omit<ConversationMenuProps, 'conversation'>,
): boolean {
  const actions = new Map([
    ['F2', onRename],
    ['t', onTag],
    ['e', onArchive],
    ['Delete', onDelete],
  ])
  actions.get(key)?.()
  return actions.has(key)
}

/** What its author can do with a conversation. */
export function ConversationMenu({ conversation, ...actions }: ConversationMenuProps) {
  const { id, title, isShared, isArchived } = conversation
  const toDownload = useDownloadHref()
  const exportHref = (format: 'json' | 'markdown') =>
    toDownload(`/api/v1/conversations/export?ids=${encodeURIComponent(id)}&format=${format}`)
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Actions for ${title}`}
          className="rail:opacity-0 focus-visible:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100"
        >
          <Ellipsis />
        </Button>
      }
    >
      <MenuItem shortcut="F2" onSelect={actions.onRename}>
        Rename
      </MenuItem>
      <MenuItem shortcut="t" onSelect={actions.onTag}>
        Tags
      </MenuItem>
      <MenuItem onSelect={actions.onShare}>{isShared ? 'Stop sharing' : 'Share with the workspace'}</MenuItem>
      <MenuSeparator />
      <MenuItem asChild>
        <a href={exportHref('json')} download>
          Export as JSON
        </a>
      </MenuItem>
      <MenuItem asChild>
        <a href={exportHref('markdown')} download>
          Export as Markdown
        </a>
      </MenuItem>
      <MenuSeparator />
      <MenuItem shortcut="e" onSelect={actions.onArchive}>
        {isArchived ? 'Bring back from the archive' : 'Archive'}
      </MenuItem>
      <MenuItem isDanger shortcut="Del" onSelect={actions.onDelete}>
        Delete
      </MenuItem>
    </DropdownMenu>
  )
}
