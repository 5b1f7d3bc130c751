'use client'

import type { FileUIPart } from 'ai'
import { GitBranch, Pencil, Pin, PinOff } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Tooltip } from '@/components/ui/tooltip'
import { MessageImages } from './images/message-images'
import type { Pins } from './use-pins'

type UserMessageProps = {
  text: string
  images: FileUIPart[]
  /** Asks another text in its place, in a branch. */
  onEdit?: (text: string) => void
  onBranch?: () => void
  pins?: Pins
}

/** What a person said, and what can be done from there. */
export function UserMessage({ text, images, onEdit, onBranch, pins }: UserMessageProps) {
  const [draft, setDraft] = useState<string | null>(null)
  if (draft !== null && onEdit) {
    return (
      <EditedQuestion
        draft={draft}
        onChange={setDraft}
        onCancel={() => setDraft(null)}
        onAsk={(question) => {
          setDraft(null)
          onEdit(question)
        }}
      />
    )
  }
  return (
    <div className="group ml-auto flex w-fit max-w-[85%] flex-col items-end gap-0.5">
      <MessageImages images={images} />
      <div className="rounded-md bg-muted px-3 py-2">
        <p className="whitespace-pre-wrap break-words text-base [overflow-wrap:anywhere]">{text}</p>
      </div>
      {(onEdit || onBranch || pins) && (
        <div
          className={cn('flex focus-within:opacity-100 group-hover:opacity-100', !pins?.isPinned && 'rail:opacity-0')}
        >
          {onEdit && (
            <Tooltip content="Edit and ask again; the answers so far are kept">
              <Button variant="ghost" size="icon-sm" aria-label="Edit and ask again" onClick={() => setDraft(text)}>
                <Pencil />
              </Button>
            </Tooltip>
          )}
          {pins && <PinButton {...pins} />}
          {onBranch && <BranchButton onBranch={onBranch} />}
        </div>
      )}
    </div>
  )
}

export function PinButton({ isPinned, onPin }: Pins) {
  const label = isPinned ? 'Unpin this message' : 'Pin this message'
  return (
    <Tooltip content={isPinned ? 'Sent with every question; unpin' : 'Send it with every question'}>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={label}
        aria-pressed={isPinned}
        onClick={() => onPin(!isPinned)}
      >
        {isPinned ? <PinOff /> : <Pin />}
      </Button>
    </Tooltip>
  )
}

export function BranchButton({ onBranch }: { onBranch: () => void }) {
  return (
    <Tooltip content="Go on from here in a new conversation">
      <Button variant="ghost" size="icon-sm" aria-label="Branch from here" onClick={onBranch}>
        <GitBranch />
      </Button>
    </Tooltip>
  )
}

function focusAtEnd(box: HTMLTextAreaElement | null) {
  box?.focus()
  box?.setSelectionRange(box.value.length, box.value.length)
}

type EditedQuestionProps = {
  draft: string
  onChange: (text: string) => void
  onCancel: () => void
  onAsk: (question: string) => void
}

function EditedQuestion({ draft, onChange, onCancel, onAsk }: EditedQuestionProps) {
  const question = draft.trim()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel()
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (question !== '') onAsk(question)
  }
  return (
    <div className="ml-auto w-full max-w-[85%] rounded-md border border-line-strong focus-within:border-accent">
      <textarea
        ref={focusAtEnd}
        aria-label="Edited question"
        value={draft}
        rows={2}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-60 w-full resize-none bg-transparent px-3 pt-2 text-base outline-none"
      />
      <div className="flex flex-wrap items-center gap-1 p-1.5">
        <p className="min-w-0 flex-1 px-1.5 text-fg-muted text-xs">It is asked in a branch: what was said stays.</p>
        <Button variant="ghost" size="sm" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="sm" disabled={question === ''} onClick={() => onAsk(question)}>
          Ask in a branch
        </Button>
      </div>
    </div>
  )
}
