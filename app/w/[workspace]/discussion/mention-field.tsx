'use client'

import { useQuery } from '@tanstack/react-query'
import { type ComponentProps, type KeyboardEvent, useId, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Textarea } from '@/components/ui/input'
import type { MemberDto } from '@/lib/schemas/workspaces/member'
import { membersQuery } from '../settings/members/queries'
import { completeMention, findOpenMention, type OpenMention, offerMembers } from './mention-text'

type MentionFieldProps = Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'onSelect' | 'onBlur'> & {
  value: string
  onValueChange: (text: string) => void
}

/** A text in which `@` offers the members of the workspace: whoever is no member cannot see what is discussed. */
export function MentionField({ value, onValueChange, onKeyDown, ...props }: MentionFieldProps) {
  const listId = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [mention, setMention] = useState<OpenMention | null>(null)
  const [chosen, setChosen] = useState(0)
  const { data } = useQuery({ ...membersQuery(), enabled: mention !== null })
  const members = data?.items ?? []
  const offered = mention ? offerMembers(members, mention.typed) : []
  const isOpen = offered.length > 0
  const look = ({ value: text, selectionStart, selectionEnd }: HTMLTextAreaElement) => {
    const next = selectionStart === selectionEnd ? findOpenMention(text, selectionEnd) : null
    if (next?.at !== mention?.at || next?.typed !== mention?.typed) setChosen(0)
    setMention(next)
  }
  const pick = (member: MemberDto) => {
    if (!mention) return
    const { text, caret } = completeMention(value, mention, member, members)
    onValueChange(text)
    setMention(null)
    // the caret stands where it was told once the text is there
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(caret, caret)
    })
  }
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    const member = offered[chosen]
    if (!isOpen || !member || event.ctrlKey || event.metaKey) return onKeyDown?.(event)
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setChosen((chosen + step + offered.length) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') pick(member)
    else if (event.key === 'Escape') setMention(null)
    else return onKeyDown?.(event)
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="relative">
      <Textarea
        {...props}
        ref={field}
        value={value}
        aria-autocomplete="list"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? `${listId}-${chosen}` : undefined}
        onChange={(event) => {
          onValueChange(event.target.value)
          look(event.target)
        }}
        onSelect={(event) => look(event.currentTarget)}
        onBlur={() => setMention(null)}
        onKeyDown={onKey}
      />
      {isOpen && (
        <div
          id={listId}
          role="listbox"
          aria-label="Members"
          className="absolute top-full left-0 z-20 mt-1 w-72 max-w-full overflow-hidden rounded-md border bg-background py-1"
        >
          {offered.map((member, at) => (
            <div
              key={member.userId}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={at === chosen}
              tabIndex={-1}
              className={cn('flex cursor-pointer gap-2 px-2.5 py-1 text-sm', at === chosen && 'bg-muted')}
              // the field keeps the focus
              onMouseDown={(event) => event.preventDefault()}
              onMouseEnter={() => setChosen(at)}
              onClick={() => pick(member)}
              onKeyDown={() => undefined}
            >
              <span className="shrink-0">{member.name}</span>
              <span className="truncate text-fg-faint text-xs leading-5">{member.email}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
