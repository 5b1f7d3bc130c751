'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import type { QueryTemplateDto } from '@/lib/schemas/contexts/query-template'
import { createQueryTemplateAction, updateQueryTemplateAction } from './actions'

type TemplateDialogProps = { template?: QueryTemplateDto; onClose: () => void }

/** Writes a new template, or rewords one. */
export function TemplateDialog({ template, onClose }: TemplateDialogProps) {
  const formId = useId()
  const client = useQueryClient()
  const [title, setTitle] = useState(template?.title ?? '')
  const [text, setText] = useState(template?.text ?? '')
  const options = {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['insights', 'templates'] })
      onClose()
    },
    // shown in the dialog, beside what was typed
    onError: () => undefined,
  }
  const create = useAction(createQueryTemplateAction, options)
  const update = useAction(updateQueryTemplateAction, options)
  const error = create.error ?? update.error
  const isPending = create.isPending || update.isPending
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (template) update.mutate({ id: template.id, title, text })
    else create.mutate({ title, text })
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={template ? 'Edit template' : 'New template'}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} isPending={isPending}>
            {template ? 'Save' : 'Add'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={save} className="flex flex-col gap-3">
        <Field label="Title" error={error?.fields.title}>
          {(control) => <Input {...control} value={title} onChange={(event) => setTitle(event.target.value)} />}
        </Field>
        <Field
          label="Question"
          hint="Braces make a blank that whoever asks fills in: How do I deploy {service}?"
          error={error?.fields.text}
        >
          {(control) => (
            <Textarea {...control} rows={3} value={text} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
        {error && Object.keys(error.fields).length === 0 && (
          <Notice title={error.message} requestId={error.requestId} />
        )}
      </form>
    </Dialog>
  )
}
