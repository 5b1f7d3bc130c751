'use client'

import { useQueryClient } from '@tanstack/react-query'
import { ProposeForm } from '@/components/changes/propose-form'
import { useAction } from '@/components/data/use-action'
import { Dialog } from '@/components/ui/dialog'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import { proposeDraftAction } from '../../changes/actions'
import type { OpenModule } from './open-module'

type ProposeDialogProps = {
  module: OpenModule
  revision: number
  onClose: () => void
  onProposed: (change: ChangeRequestDto) => void
}

/** Moves the draft into a change request, a new one or one that is open. */
export function ProposeDialog({ module, revision, onClose, onProposed }: ProposeDialogProps) {
  const client = useQueryClient()
  const propose = useAction(proposeDraftAction, {
    onSuccess: (change) => {
      void client.invalidateQueries({ queryKey: ['changes'] })
      onProposed(change)
    },
    onError: () => undefined,
  })
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="md"
      title={`Propose ${module.name}`}
      description="The draft moves into a change request. Its effect on contexts shows there; retrieval sees it once it is merged."
    >
      <ProposeForm
        error={propose.error}
        isPending={propose.isPending}
        onPropose={(target) => propose.mutate({ id: module.id, revision, ...target })}
        onCancel={onClose}
      />
    </Dialog>
  )
}
