'use client'

import { useQueryClient } from '@tanstack/react-query'
import { GitPullRequestArrow, Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { ProposeSet } from '../changes/propose-set'
import { createQuerySetAction } from './actions'

/** An empty query set. */
export function NewSetDialog({ onCreated }: { onCreated: (id: string) => void }) {
  const [isOpen, setIsOpen] = useState(false)
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [isProposed, setIsProposed] = useState(false)
  const client = useQueryClient()
  const create = useAction(createQuerySetAction, {
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['query-sets'] })
      setIsOpen(false)
      setName('')
      setDescription('')
      onCreated(id)
    },
    onError: () => undefined,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ name, description })
  }
  if (isProposed) {
    return (
      <ProposeSet
        title={`Propose “${name.trim()}”`}
        description="The new query set stands in a change request, where queries are added. It is there once that is merged."
        edit={{ kind: 'create', name, description }}
        onClose={() => setIsProposed(false)}
      />
    )
  }
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button variant="primary">
          <Plus />
          New query set
        </Button>
      }
      title="New query set"
      description="Questions that belong together: what on-call asks, what a customer must never get."
    >
      <form onSubmit={submit} className="space-y-4">
        <Field label="Name" error={create.error?.fields.name ?? create.error?.message}>
          {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label="What it is for" error={create.error?.fields.description}>
          {(control) => (
            <Textarea {...control} value={description} onChange={(event) => setDescription(event.target.value)} />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button disabled={name.trim() === '' || create.isPending} onClick={() => setIsProposed(true)}>
            <GitPullRequestArrow />
            Propose…
          </Button>
          <Button type="submit" variant="primary" disabled={name.trim() === ''} isPending={create.isPending}>
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
