'use client'

import type { ChatMessage } from '@/app/w/[workspace]/playground/chat-message'
import type { ThreadActions } from './use-thread-actions'
import { BranchButton, PinButton } from './user-message'

type AnswerActionsProps = {
  act: ThreadActions
  message: ChatMessage
  /** Undefined where nobody may pin. */
  isPinned: boolean | undefined
  canBranch: boolean
}

/** Pins an answer, or goes on from it in a branch, while none is being written. */
export function AnswerActions({ act, message, isPinned, canBranch }: AnswerActionsProps) {
  return (
    <span className="flex in-aria-busy:hidden">
      {isPinned !== undefined && (
        <PinButton isPinned={isPinned} onPin={(pinned) => act.pin(message, undefined, pinned)} />
      )}
      {canBranch && <BranchButton onBranch={() => act.branch(message.id)} />}
    </span>
  )
}
