'use client'

import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Progress } from '@/components/ui/progress'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import { updateChangeAction } from '../actions'
import { describeFilling } from '../change-words'
import { useShowChange } from './use-show-change'

type FillingProps = { change: Pick<ChangeRequestDto, 'number' | 'filling' | 'edits'>; canEdit: boolean }

/** How far a request is that edits are put into part after part; one that was left half full can be taken as it is. */
export function Filling({ change: { number, filling, edits }, canEdit }: FillingProps) {
  const show = useShowChange()
  const update = useAction(updateChangeAction, { onSuccess: (next) => show(next) })
  if (!filling) return null
  const { total, isActive } = filling
  return (
    <div className="flex flex-wrap items-center gap-2 text-xs">
      {isActive && <Progress value={edits.length} max={total} label="Edits that stand in it" className="w-40" />}
      <span role="status" className="text-fg-muted">
        {describeFilling(filling, edits.length)}
      </span>
      {!isActive && canEdit && (
        <Button size="sm" isPending={update.isPending} onClick={() => update.mutate({ number, isFilled: true })}>
          Take it as it is
        </Button>
      )}
    </div>
  )
}
