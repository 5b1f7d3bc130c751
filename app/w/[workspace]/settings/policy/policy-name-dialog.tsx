'use client'

import { type FormEvent, useId, useState } from 'react'
import { ClientError } from '@/components/data/api-client'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

type PolicyNameDialogProps = {
  title: string
  description: string
  /** Of the button. */
  label: string
  name: string
  onClose: () => void
  onSubmit: (name: string) => Promise<void>
}

export function PolicyNameDialog({ title, description, label, name, onClose, onSubmit }: PolicyNameDialogProps) {
  const formId = useId()
  const [value, setValue] = useState(name)
  const [isPending, setIsPending] = useState(false)
  const [error, setError] = useState<string>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsPending(true)
    try {
      await onSubmit(value)
      onClose()
    } catch (cause) {
      setError(cause instanceof ClientError ? (cause.fields.name ?? cause.message) : String(cause))
      setIsPending(false)
    }
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isPending={isPending} disabled={value.trim() === ''}>
            {label}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Field label="Name" error={error}>
          {(control) => <Input {...control} value={value} onChange={(event) => setValue(event.target.value)} />}
        </Field>
      </form>
    </Dialog>
  )
}
