'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { createProfileAction } from './actions'

/** A profile to try things with, or of an end user. */
export function NewProfileDialog({ onCreated }: { onCreated: (id: string) => void }) {
  const [isOpen, setIsOpen] = useState(false)
  const [name, setName] = useState('')
  const client = useQueryClient()
  const create = useAction(createProfileAction, {
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['profiles'] })
      change(false)
      onCreated(id)
    },
    onError: () => undefined,
  })
  const change = (next: boolean) => {
    setIsOpen(next)
    setName('')
    create.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ name })
  }
  return (
    <Dialog
      open={isOpen}
      onOpenChange={change}
      trigger={
        <Button variant="primary">
          <Plus />
          New profile
        </Button>
      }
      title="New profile"
      description="Of an end user, or one to try things with in the playground. Everybody in the workspace sees it."
    >
      <form onSubmit={submit} className="space-y-4">
        <Field label="Name" error={create.error?.fields.name ?? create.error?.message}>
          {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <div className="flex justify-end">
          <Button type="submit" variant="primary" disabled={name.trim() === ''} isPending={create.isPending}>
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
