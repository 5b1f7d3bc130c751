'use client'

import { useQuery } from '@tanstack/react-query'
import { Archive, ListFilter, Upload } from 'lucide-react'
import { conversationTagsQuery } from '@/app/w/[workspace]/playground/queries'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { DropdownMenu, MenuCheckboxItem, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/dropdown-menu'
import { formatNumber } from '@/components/ui/format-number'

type ConversationFilterProps = {
  tag: string | null
  isArchived: boolean
  onChange: (filter: { tag?: string | null; archived?: boolean }) => void
  onImport?: () => void
}

/** Which conversations are listed: those under one tag, or those that were archived. */
export function ConversationFilter({ tag, isArchived, onChange, onImport }: ConversationFilterProps) {
  const tags = useQuery(conversationTagsQuery()).data?.items ?? []
  const isActive = tag !== null || isArchived
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button size="icon" aria-label="Filter and import" className={cn(isActive && 'border-accent text-accent')}>
          <ListFilter />
        </Button>
      }
    >
      <MenuCheckboxItem checked={isArchived} onCheckedChange={(archived) => onChange({ archived })}>
        <Archive /> Archived
      </MenuCheckboxItem>
      <MenuSeparator />
      <MenuLabel>Tags</MenuLabel>
      {tags.map((each) => (
        <MenuCheckboxItem
          key={each.tag}
          checked={each.tag === tag}
          onCheckedChange={(isOn) => onChange({ tag: isOn ? each.tag : null })}
        >
          <span className="min-w-0 truncate">{each.tag}</span>
          <span className="tabular ml-auto text-fg-faint text-xs">{formatNumber(each.conversations)}</span>
        </MenuCheckboxItem>
      ))}
      {tags.length === 0 && (
        <p className="max-w-56 px-2 py-1 text-fg-faint text-xs">
          None yet. “Tags” in the menu of a conversation files it under some.
        </p>
      )}
      {onImport && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={onImport}>
            <Upload /> Import conversations
          </MenuItem>
        </>
      )}
    </DropdownMenu>
  )
}
