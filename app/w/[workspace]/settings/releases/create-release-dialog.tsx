'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { createReleaseAction } from './actions'

export function CreateReleaseDialog() {
  const client = useQueryClient()
  const formId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [name, setName] = useState('')
  const [isFrozen, setIsFrozen] = useState(false)
  const create = useAction(createReleaseAction, {
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['releases'] })
      setIsOpen(false)
      setName('')
      setIsFrozen(false)
    },
    onError: () => undefined,
  })
  const fields = create.error?.fields ?? {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!create.isPending) create.mutate({ name, isFrozen })
  }
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Create release</Button>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title="Create a release"
        description="It is as production at first."
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>Cancel</Button>
            <Button
              type="submit"
              form={formId}
              variant="primary"
              isPending={create.isPending}
              disabled={name.trim() === ''}
            >
              Create release
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
          {create.error && !fields.name && <Notice title={create.error.message} requestId={create.error.requestId} />}
          <Field label="Name" hint="What it is for." error={fields.name}>
            {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
          </Field>
          <div className="flex items-start gap-2">
            <Checkbox
              id={`${formId}-frozen`}
              className="mt-0.5"
              checked={isFrozen}
              aria-describedby={`${formId}-hint`}
              onCheckedChange={(checked) => setIsFrozen(checked === true)}
            />
            <div>
              <label htmlFor={`${formId}-frozen`} className="font-medium text-sm">
                Freeze it
              </label>
              <p id={`${formId}-hint`} className="text-fg-muted text-xs">
                It keeps what production holds now: to compare with, or to roll back to. Otherwise it follows
                production, and you put other versions in or take modules out.
              </p>
            </div>
          </div>
        </form>
      </Dialog>
    </>
  )
}
