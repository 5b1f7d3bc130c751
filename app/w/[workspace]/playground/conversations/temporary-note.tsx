'use client'

import { EyeOff } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { deleteConversationAction } from '@/app/w/[workspace]/playground/actions'
import { runAction, showError } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { LIMITS } from '@/lib/schemas/limits'

type TemporaryNoteProps = {
  conversationId: string
  /** No answer is being written, and whoever looks may end it. */
  canEnd: boolean
  onEnded: () => void
}

/** Stands over the composer of a conversation that nothing is learned from, since no list tells of it. */
export function TemporaryNote({ conversationId, canEnd, onEnded }: TemporaryNoteProps) {
  const [isPending, setIsPending] = useState(false)
  const end = async () => {
    setIsPending(true)
    try {
      await runAction(deleteConversationAction, { id: conversationId })
      toast('The temporary conversation is deleted')
      onEnded()
    } catch (error) {
      setIsPending(false)
      if (error instanceof Error) showError(error)
    }
  }
  return (
    <div role="note" className="flex items-center gap-2 rounded-md border bg-surface px-3 py-1.5 text-fg-muted text-xs">
      <EyeOff className="size-4 shrink-0" aria-hidden />
      <p className="min-w-0 flex-1">
        <span className="font-medium text-fg">Temporary.</span> Nothing is learned from it. It is deleted{' '}
        {LIMITS.temporaryConversationHours} hours after its last message.
      </p>
      {canEnd && (
        <Button size="sm" isPending={isPending} onClick={() => void end()}>
          Delete now
        </Button>
      )}
    </div>
  )
}
