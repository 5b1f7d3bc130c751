'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
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
  const create = useAction(createReleaseAction, {
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['releases'] })
      setIsOpen(false)
      setName('')
    },
    onError: () => undefined,
  })
  const fields = create.error?.fields ?? {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!create.isPending) create.mutate({ name })
  }
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Create release</Button>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title="Create a release"
        description="It is as production at first. Then put other versions in, or take modules out."
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
        </form>
      </Dialog>
    </>
  )
}
