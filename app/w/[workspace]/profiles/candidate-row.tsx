'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Check, X } from 'lucide-react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { toastUndo } from '@/components/ui/toast'
import { tellAccepted, tellRefused } from '@/components/ui/toast-words'
import type { ProfileFactDto } from '@/lib/schemas/profiles/profile'
import { acceptFactAction, refuseFactAction, reopenFactAction } from './actions'
import { nameOfKey, sourceOf } from './fact-words'

type CandidateRowProps = { profileId: string; fact: ProfileFactDto; canWrite: boolean }

/** A fact that waits, with the words it rests on. */
export function CandidateRow({ profileId: id, fact, canWrite }: CandidateRowProps) {
  const client = useQueryClient()
  const refresh = () => void client.invalidateQueries({ queryKey: ['profiles'] })
  const reopen = useAction(reopenFactAction, { onSuccess: refresh })
  const undoable = (message: string, factId: string) => {
    refresh()
    toastUndo(message, () => reopen.mutate({ id, factId }))
  }
  const accept = useAction(acceptFactAction, { onSuccess: (done) => undoable(tellAccepted(fact.value), done.id) })
  const refuse = useAction(refuseFactAction, { onSuccess: (done) => undoable(tellRefused(fact.value), done.id) })
  const isBusy = accept.isPending || refuse.isPending
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2">
      <div className="min-w-0 flex-1 basis-48">
        <p className="text-sm [overflow-wrap:anywhere]">
          <span className="text-fg-muted">{nameOfKey(fact.key)}:</span>{' '}
          <span className="font-medium">{fact.value}</span>
        </p>
        <p className="text-fg-faint text-xs [overflow-wrap:anywhere]">
          {fact.quote && `“${fact.quote}” · `}
          {sourceOf(fact)}
        </p>
      </div>
      {canWrite && (
        <div className="flex gap-2">
          <Button
            size="sm"
            disabled={isBusy}
            aria-label={`Accept: ${fact.value}`}
            onClick={() => accept.mutate({ id, factId: fact.id })}
          >
            <Check />
            Accept
          </Button>
          <Button
            size="sm"
            variant="ghost"
            disabled={isBusy}
            aria-label={`Refuse: ${fact.value}`}
            onClick={() => refuse.mutate({ id, factId: fact.id })}
          >
            <X />
            Refuse
          </Button>
        </div>
      )}
    </li>
  )
}
