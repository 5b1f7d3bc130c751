'use client'

import { useCallback, useState } from 'react'
import { SourceDiff } from '@/components/source/source-diff'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { DraftConflict } from '@/lib/schemas/modules/module'

type ConflictDialogProps = {
  conflict: DraftConflict
  onResolve: (source: string, conflict: DraftConflict) => void
}

/** Somebody else saved meanwhile, or the same person in another tab: both texts, and a result that is only saved once it was decided on. */
export function ConflictDialog({ conflict, onResolve }: ConflictDialogProps) {
  const [merged, setMerged] = useState(conflict.yours)
  const onChange = useCallback((source: string) => setMerged(source), [])
  const [yours] = useState(conflict.yours)
  return (
    <Dialog
      open
      size="xl"
      title={conflict.isOwn ? 'You changed this module in another tab' : 'Somebody else changed this module'}
      description="Nothing was overwritten. Take over on the right what you need from the left, then save the right side; or drop your changes."
      footer={
        <>
          <Button onClick={() => onResolve(conflict.theirs, conflict)}>
            {conflict.isOwn ? 'Take the other tab’s, drop this one’s' : 'Take theirs, drop mine'}
          </Button>
          <Button variant="primary" onClick={() => onResolve(merged, conflict)}>
            Save the right side
          </Button>
        </>
      }
    >
      <SourceDiff
        left={{
          label: conflict.isOwn ? 'Of the other tab, on the server' : 'Theirs, on the server',
          source: conflict.theirs,
        }}
        right={{ label: conflict.isOwn ? 'Of this tab, editable' : 'Yours, editable', source: yours }}
        onChange={onChange}
      />
    </Dialog>
  )
}
