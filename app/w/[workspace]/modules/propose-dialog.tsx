'use client'

import { ProposeForm } from '@/components/changes/propose-form'
import { Dialog } from '@/components/ui/dialog'
import { type ProposedEdit, usePropose } from './use-propose'

/** `what`: “archive 3 modules”. */
export type Proposed = { edit: ProposedEdit; what: string }

type ProposeDialogProps = { ids: string[]; proposed: Proposed; onClose: () => void }

/** Puts an edit of all selected modules into a change request. */
export function ProposeDialog({ ids, proposed: { edit, what }, onClose }: ProposeDialogProps) {
  const propose = usePropose()
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="md"
      title={`Propose to ${what}`}
      description="It stands in a change request. Its effect on contexts shows there; retrieval follows it once it is merged."
    >
      <ProposeForm
        suggestedTitle={what.charAt(0).toUpperCase() + what.slice(1)}
        error={propose.error}
        isPending={propose.isPending || propose.isSuccess}
        onPropose={(target) => propose.mutate({ ids, edit, target })}
        onCancel={onClose}
      />
    </Dialog>
  )
}
