'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { ChangeRequestDto } from '@/lib/schemas/change-request'
import { LIMITS } from '@/lib/schemas/limits'
import type { ModuleDto } from '@/lib/schemas/module'
import { proposeDraftAction } from '../../changes/actions'
import { openChangesQuery } from '../../changes/queries'

type ProposeDialogProps = {
  module: ModuleDto
  revision: number
  onClose: () => void
  onProposed: (change: ChangeRequestDto) => void
}

const NEW = 'new'

/** Moves the draft into a change request, a new one or one that is open. */
export function ProposeDialog({ module, revision, onClose, onProposed }: ProposeDialogProps) {
  const client = useQueryClient()
  const open = useQuery(openChangesQuery())
  const [into, setInto] = useState(NEW)
  const [title, setTitle] = useState('')
  const [description, setDescription] = useState('')
  const propose = useAction(proposeDraftAction, {
    onSuccess: (change) => {
      void client.invalidateQueries({ queryKey: ['changes'] })
      onProposed(change)
    },
    onError: () => undefined,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const draft = { id: module.id, revision }
    propose.mutate(into === NEW ? { ...draft, title, description } : { ...draft, number: Number(into) })
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="md"
      title={`Propose ${module.name}`}
      description="The draft moves into a change request. Its effect on contexts shows there; retrieval sees it once it is merged."
    >
      <form onSubmit={submit} className="space-y-4">
        {propose.error && <Notice title={propose.error.message} requestId={propose.error.requestId} />}
        {open.data && open.data.items.length > 0 && (
          <Field label="Add it to">
            {(control) => (
              <Select
                {...control}
                value={into}
                onValueChange={setInto}
                options={[
                  { value: NEW, label: 'A new change request' },
                  ...open.data.items.map((change) => ({
                    value: `${change.number}`,
                    label: `#${change.number} ${change.title}`,
                  })),
                ]}
              />
            )}
          </Field>
        )}
        {into === NEW && (
          <>
            <Field label="Title">
              {(control) => (
                <Input
                  {...control}
                  value={title}
                  maxLength={LIMITS.titleLength}
                  autoComplete="off"
                  onChange={(event) => setTitle(event.target.value)}
                />
              )}
            </Field>
            <Field label="Why" hint="Optional.">
              {(control) => (
                <Textarea
                  {...control}
                  value={description}
                  maxLength={LIMITS.changeDescriptionLength}
                  onChange={(event) => setDescription(event.target.value)}
                />
              )}
            </Field>
          </>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            disabled={into === NEW && title.trim() === ''}
            isPending={propose.isPending}
          >
            Propose
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
