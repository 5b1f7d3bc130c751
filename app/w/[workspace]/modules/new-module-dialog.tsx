'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { createModuleAction } from './actions'
import { moduleHref } from './module-row'

export type NewModuleKind = 'empty' | 'paste'

type NewModuleDialogProps = { kind: NewModuleKind | null; onClose: () => void }

/** Makes a draft; nothing is published, so retrieval does not see it yet. */
export function NewModuleDialog({ kind, onClose }: NewModuleDialogProps) {
  const router = useRouter()
  const toPath = useWorkspacePath()
  const [name, setName] = useState('')
  const [source, setSource] = useState('')
  const create = useAction(createModuleAction, {
    onSuccess: (module) => {
      close()
      router.push(toPath(moduleHref(module.id)))
    },
    onError: () => {},
  })
  const close = () => {
    setName('')
    setSource('')
    create.reset()
    onClose()
  }
  const isPaste = kind === 'paste'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate(isPaste ? { source, publish: false } : { name: name.trim(), body: '', publish: false })
  }
  const isEmpty = (isPaste ? source : name).trim() === ''
  return (
    <Dialog
      open={kind !== null}
      onOpenChange={(open) => !open && close()}
      size={isPaste ? 'md' : 'sm'}
      title={isPaste ? 'Paste markdown' : 'New module'}
      description={
        isPaste
          ? 'With or without front matter: what is missing is taken from the first heading.'
          : 'It starts as a draft. Retrieval sees it once it is published.'
      }
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" type="submit" form="new-module" isPending={create.isPending} disabled={isEmpty}>
            Create draft
          </Button>
        </>
      }
    >
      <form id="new-module" onSubmit={submit} className="flex flex-col gap-3">
        {create.error && <Notice title={create.error.message} requestId={create.error.requestId} />}
        {isPaste ? (
          <Field label="Markdown" isLabelHidden>
            {(control) => (
              <Textarea
                {...control}
                value={source}
                onChange={(event) => setSource(event.target.value)}
                rows={14}
                spellCheck={false}
                className="resize-y font-mono text-xs"
                placeholder={'---\nname: Error handling\ntags: [errors]\n---\n\n# Error handling\n'}
              />
            )}
          </Field>
        ) : (
          <Field label="Name" hint="What it is about, e.g. “Error handling in the billing API”.">
            {(control) => (
              <Input {...control} value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" />
            )}
          </Field>
        )}
      </form>
    </Dialog>
  )
}
