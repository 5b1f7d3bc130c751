'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

type DialogPart = { title: string; description?: string; content: ReactNode }

/** Asks for what is to be created, then shows the secret of it: this once, until the dialog is closed. */
export function SecretDialog<Created>({
  label,
  submit,
  ask,
  show,
}: {
  label: string
  /** The form that the foot's button submits. */
  submit: { label: string; form: string }
  ask: (onCreated: (created: Created) => void) => DialogPart
  show: (created: Created) => DialogPart
}) {
  const [isOpen, setIsOpen] = useState(false)
  const [created, setCreated] = useState<Created | null>(null)
  const onOpenChange = (open: boolean) => {
    setIsOpen(open)
    if (open) setCreated(null)
  }
  const { title, description, content } = created === null ? ask(setCreated) : show(created)
  return (
    <Dialog
      open={isOpen}
      isHeld={created !== null}
      onOpenChange={onOpenChange}
      trigger={<Button variant="primary">{label}</Button>}
      title={title}
      description={description}
      footer={
        created === null ? (
          <Button type="submit" form={submit.form} variant="primary">
            {submit.label}
          </Button>
        ) : (
          <Button variant="primary" onClick={() => setIsOpen(false)}>
            Done
          </Button>
        )
      }
    >
      {content}
    </Dialog>
  )
}
