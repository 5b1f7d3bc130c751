'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { formatCount } from '@/components/ui/format-number'
import { Input } from '@/components/ui/input'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import type { ReleaseDto } from '@/lib/schemas/release'
import { proposeReleaseAction } from './actions'

/** Opens a change request that makes production what the release is. */
export function ProposeRelease({ release, onClose }: { release: ReleaseDto; onClose: () => void }) {
  const { id, name, differences } = release
  const router = useRouter()
  const toPath = useWorkspacePath()
  const formId = useId()
  const [title, setTitle] = useState(`Make production “${name}”`)
  const propose = useAction(proposeReleaseAction, {
    onSuccess: ({ number }) => router.push(toPath(`/changes/${number}`)),
    onError: () => undefined,
  })
  const isPending = propose.isPending || propose.isSuccess
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isPending) propose.mutate({ id, title })
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Propose “${name}” for production`}
      description={`It opens a change request with ${formatCount(differences, 'edit')}. Once that is merged, production holds what this release holds.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isPending={isPending} disabled={title.trim() === ''}>
            Open change request
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {propose.error && !propose.error.fields.title && (
          <Notice title={propose.error.message} requestId={propose.error.requestId} />
        )}
        <Field label="Title" error={propose.error?.fields.title}>
          {(control) => <Input {...control} value={title} onChange={(event) => setTitle(event.target.value)} />}
        </Field>
      </form>
    </Dialog>
  )
}
