'use client'

import type { FileUIPart } from 'ai'
import { GitBranch, Pencil, Pin, PinOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Pins } from '@/app/w/[workspace]/playground/composer/use-pins'
import { MessageImages } from '@/app/w/[workspace]/playground/images/message-images'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Tooltip } from '@/components/ui/tooltip'
import { type Edited, EditedQuestion, type RefusedEdit } from './edited-question'

type UserMessageProps = {
  messageId: string
  text: string
  images: FileUIPart[]
  /** Asks another one in its place, in a branch. @returns whether it is asked: not while an answer is being written */
  onEdit?: (edited: Edited) => boolean
  /** An edit that was not asked; the person can go on from it. */
  refused?: RefusedEdit
  /** That an edited question is asked of. */
  model?: string
  onBranch?: () => void
  pins?: Pins
}

/** What a person said, and what can be done from there. */
export function UserMessage({ messageId, text, images, onEdit, refused, model, onBranch, pins }: UserMessageProps) {
  const [isEdited, setIsEdited] = useState(false)
  useEffect(() => {
    if (refused) setIsEdited(true)
  }, [refused])
  if (isEdited && onEdit) {
    return (
      <EditedQuestion
        begun={refused?.edited ?? { text, kept: images, added: [] }}
        problem={refused?.error}
        model={model}
        onCancel={() => setIsEdited(false)}
        onAsk={(edited) => {
          const isAsked = onEdit(edited)
          if (isAsked) setIsEdited(false)
          return isAsked
        }}
      />
    )
  }
  return (
    <div
      data-message={messageId}
      tabIndex={-1}
      className="group ml-auto flex w-fit max-w-[85%] flex-col items-end gap-0.5 rounded-md"
    >
      <MessageImages images={images} />
      <div className="rounded-md bg-muted px-3 py-2">
        <p className="whitespace-pre-wrap text-base [overflow-wrap:anywhere]">{text}</p>
      </div>
      {(onEdit || onBranch || pins) && (
        <div
          className={cn(
            'flex in-aria-busy:hidden focus-within:opacity-100 group-hover:opacity-100',
            !pins?.isPinned && 'rail:opacity-0',
          )}
        >
          {onEdit && (
            <Tooltip content="Edit and ask again; the answers so far are kept">
              <Button variant="ghost" size="icon-sm" aria-label="Edit and ask again" onClick={() => setIsEdited(true)}>
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
