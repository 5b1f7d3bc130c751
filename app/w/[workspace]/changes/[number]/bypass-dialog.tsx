'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { LIMITS } from '@/lib/schemas/limits'

type BypassDialogProps = {
  problem: string
  error: { message: string; requestId: string | undefined } | null
  isPending: boolean
  onMerge: (reason: string) => void
  onClose: () => void
}

/** Asks an admin why a change request is merged although its reviews or required checks do not let it. */
export function BypassDialog({ problem, error, isPending, onMerge, onClose }: BypassDialogProps) {
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onMerge(reason)
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Merge it all the same?"
      description={`${problem} Your reason stands on the change request and in the audit log for ever.`}
    >
      <form onSubmit={submit} className="space-y-4">
        {error && <Notice title={error.message} requestId={error.requestId} />}
        <Field label="Reason">
          {(control) => (
            <Textarea
              {...control}
              value={reason}
              maxLength={LIMITS.reviewCommentLength}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" disabled={reason.trim() === ''} isPending={isPending}>
            Merge all the same
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
