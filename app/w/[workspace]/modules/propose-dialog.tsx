'use client'

import { ProposeForm } from '@/components/changes/propose-form'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import { Progress } from '@/components/ui/progress'
import { LIMITS } from '@/lib/schemas/limits'
import { type ProposedEdit, usePropose } from './use-propose'

/** `what`: “archive 3 modules”. */
export type Proposed = { edit: ProposedEdit; what: string }

type ProposeDialogProps = { ids: string[]; proposed: Proposed; onClose: () => void }

/** Puts an edit of all selected modules into a change request. */
export function ProposeDialog({ ids, proposed: { edit, what }, onClose }: ProposeDialogProps) {
  const propose = usePropose()
  // what stands in the change request by then stays there
  const close = () => {
    propose.stop()
    onClose()
  }
  const isTooMany = ids.length > LIMITS.changeEdits
  const isInSlices = ids.length > LIMITS.changeEditsAtOnce
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && close()}
      size="md"
      title={`Propose to ${what}`}
      description="It stands in a change request. Its effect on contexts shows there; retrieval follows it once it is merged."
    >
      {isTooMany ? (
        <Notice
          title={`A change request has at most ${formatCount(LIMITS.changeEdits, 'edit')}: select ${formatNumber(ids.length - LIMITS.changeEdits)} fewer modules.`}
        />
      ) : (
        <ProposeForm
          suggestedTitle={what.charAt(0).toUpperCase() + what.slice(1)}
          error={propose.error}
          isPending={propose.isPending || propose.isSuccess}
          onPropose={(target) => propose.mutate({ ids, edit, target })}
          onCancel={close}
        />
      )}
      {isInSlices && propose.isPending && (
        <div className="mt-3 space-y-1">
          <Progress value={propose.done} max={ids.length} label="Modules proposed" />
          <p className="tabular text-fg-muted text-xs">
            {formatNumber(propose.done)} of {formatCount(ids.length, 'module')}
          </p>
        </div>
      )}
    </Dialog>
  )
}
