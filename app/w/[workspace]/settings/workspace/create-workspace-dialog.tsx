'use client'

import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { LIMITS } from '@/lib/schemas/limits'
import { workspacePath } from '@/lib/schemas/workspaces/workspace-path'
import { createWorkspaceAction } from './actions'

/** Of a name in another script, or of emoji alone. */
const FALLBACK_SLUG = 'workspace'

function toSlug(name: string): string {
  const letters = name.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
  const slug = letters
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LIMITS.slugLength)
    .replace(/^-|-$/g, '')
  return slug === '' && name.trim() !== '' ? FALLBACK_SLUG : slug
}

export function CreateWorkspaceDialog() {
  const [name, setName] = useState('')
  const [slug, setSlug] = useState<string | null>(null)
  const create = useAction(createWorkspaceAction, {
    onSuccess: (workspace) => window.location.assign(workspacePath(workspace.slug, '/modules')),
    onError: () => undefined,
  })
  const clear = () => {
    setName('')
    setSlug(null)
    create.reset()
  }
  const fields = create.error?.fields ?? {}
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ name, slug: slug ?? toSlug(name) })
  }
  return (
    <Dialog
      onOpenChange={clear}
      trigger={<Button>New workspace</Button>}
      title="New workspace"
      description="It starts empty, with you as its owner. Modules, members and keys are never shared between workspaces."
      footer={
        <Button
          type="submit"
          form="create-workspace-form"
          variant="primary"
          isPending={create.isPending || create.isSuccess}
        >
          Create workspace
        </Button>
      }
    >
      <form id="create-workspace-form" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        {create.error && Object.keys(fields).length === 0 && (
          <Notice title={create.error.message} requestId={create.error.requestId} />
        )}
        <Field label="Name" error={fields.name}>
          {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field
          label="Slug"
          hint="Its address, and what programs call it; it cannot be changed later."
          error={fields.slug}
        >
          {(control) => (
            <Input
              {...control}
              className="font-mono"
              value={slug ?? toSlug(name)}
              onChange={(event) => setSlug(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
