'use client'

import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import { LIMITS } from '@/lib/schemas/limits'
import { updateChangeAction } from '../actions'

type DescribeDialogProps = {
  change: ChangeRequestDto
  onClose: () => void
  onSaved: (change: ChangeRequestDto) => void
}

export function DescribeDialog({ change, onClose, onSaved }: DescribeDialogProps) {
  // a colleague may save another one meanwhile
  const [begun] = useState(change)
  const [title, setTitle] = useState(begun.title)
  const [description, setDescription] = useState(begun.description)
  const update = useAction(updateChangeAction, { onSuccess: onSaved, onError: () => undefined })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    update.mutate({ number: change.number, title, description })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      isTyped={title !== begun.title || description !== begun.description}
      size="md"
      title={`Change request #${change.number}`}
    >
      <form onSubmit={submit} className="space-y-4">
        <Field label="Title" error={update.error?.fields.title ?? update.error?.message}>
          {(control) => (
            <Input
              {...control}
              value={title}
              maxLength={LIMITS.titleLength}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <Field label="Why" error={update.error?.fields.description}>
          {(control) => (
            <Textarea
              {...control}
              rows={6}
              value={description}
              maxLength={LIMITS.changeDescriptionLength}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end">
          <Button type="submit" variant="primary" disabled={title.trim() === ''} isPending={update.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
