'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { LIMITS } from '@/lib/schemas/limits'

type ReasonDialogProps = {
  title: string
  /** What it does; that the reason stays is said here. */
  description: string
  confirmLabel: string
  error: { message: string; requestId: string | undefined } | null
  isPending: boolean
  onConfirm: (reason: string) => void
  onClose: () => void
}

/** Asks an admin why a change request goes on although somebody or something is in its way. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, description, confirmLabel, error, isPending, onConfirm, onClose } = props
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onConfirm(reason)
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={`${description} Your reason stands on the change request and in the audit log for ever.`}
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
            {confirmLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
