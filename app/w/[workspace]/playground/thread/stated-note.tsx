'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Pencil, Pin, PinOff, Quote, Undo2, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { changeStatedFactAction } from '@/app/w/[workspace]/playground/actions'
import { statedFactsQuery } from '@/app/w/[workspace]/playground/queries'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import { Tooltip } from '@/components/ui/tooltip'
import type { StatedFactDto } from '@/lib/schemas/conversations/stated-fact'

type StatedNoteProps = { conversationId: string; messageId: string; canChange: boolean }

/** What a message states that lasts, each with what can be done with it. */
export function StatedNote({ conversationId, messageId, canChange }: StatedNoteProps) {
  const facts = useQuery(statedFactsQuery(conversationId))
  const own = facts.data?.items.filter((fact) => fact.messageId === messageId) ?? []
  if (own.length === 0) return null
  return (
    <ul aria-label="Facts" className="ml-auto w-full max-w-[85%] space-y-0.5 text-xs">
      {own.map((fact) => (
        <StatedRow key={fact.id} conversationId={conversationId} fact={fact} canChange={canChange} />
      ))}
    </ul>
  )
}

type StatedRowProps = { conversationId: string; fact: StatedFactDto; canChange: boolean }

function StatedRow({ conversationId, fact, canChange }: StatedRowProps) {
  const { id: factId, text, quote, kind, isPinned, isDropped } = fact
  const client = useQueryClient()
  const [draft, setDraft] = useState<string | null>(null)
  const change = useAction(changeStatedFactAction, {
    onSuccess: () => client.invalidateQueries({ queryKey: statedFactsQuery(conversationId).queryKey }),
  })
  const set = (changed: { text?: string; isPinned?: boolean; isDropped?: boolean }) =>
    change.mutate({ id: conversationId, factId, ...changed })
  if (draft !== null) {
    const save = () => {
      setDraft(null)
      if (draft.trim() !== '' && draft.trim() !== text) set({ text: draft.trim() })
    }
    return (
      <li>
        <Input
          autoFocus
          aria-label="Fact"
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter') save()
            if (event.key === 'Escape') setDraft(null)
          }}
        />
      </li>
    )
  }
  return (
    <li className="group/fact flex min-h-7 items-center justify-end gap-1.5 text-fg-muted">
      {isPinned ? (
        <Pin className="size-3 shrink-0" role="img" aria-label="pinned" />
      ) : (
        <Quote className="size-3 shrink-0" aria-hidden />
      )}
      <span
        title={text === quote ? undefined : `Said: ${quote}`}
        className={cn('min-w-0 [overflow-wrap:anywhere]', isDropped && 'line-through')}
      >
        {kind}: {text}
      </span>
      {canChange && (
        <span className="flex shrink-0 rail:opacity-0 focus-within:opacity-100 group-hover/fact:opacity-100">
          {isDropped ? (
            <Tool label="Take it back" isDisabled={change.isPending} onClick={() => set({ isDropped: false })}>
              <Undo2 />
            </Tool>
          ) : (
            <>
              <Tool label="Correct the fact" isDisabled={change.isPending} onClick={() => setDraft(text)}>
                <Pencil />
              </Tool>
              <Tool
                label={isPinned ? 'Unpin the fact' : 'Pin the fact: it is always sent'}
                isDisabled={change.isPending}
                onClick={() => set({ isPinned: !isPinned })}
              >
                {isPinned ? <PinOff /> : <Pin />}
              </Tool>
              <Tool
                label="Drop the fact: it is never sent"
                isDisabled={change.isPending}
                onClick={() => set({ isDropped: true })}
              >
                <X />
              </Tool>
            </>
          )}
        </span>
      )}
    </li>
  )
}

type ToolProps = { label: string; isDisabled: boolean; onClick: () => void; children: ReactNode }

function Tool({ label, isDisabled, onClick, children }: ToolProps) {
  return (
    <Tooltip content={label}>
      <Button variant="ghost" size="icon-sm" aria-label={label} disabled={isDisabled} onClick={onClick}>
        {children}
      </Button>
    </Tooltip>
  )
}
