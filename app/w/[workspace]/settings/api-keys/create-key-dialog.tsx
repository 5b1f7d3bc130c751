'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Checkbox } from '@/components/ui/checkbox'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { CreatedApiKeyDto } from '@/lib/schemas/workspaces/api-key'
import { SCOPES, type Scope } from '@/lib/schemas/workspaces/role'
import { SecretDialog } from '../secret-dialog'
import { SecretText } from '../secret-text'
import { createApiKeyAction } from './actions'

const FORM_ID = 'create-key-form'

const SCOPE_META: Record<Scope, string> = {
  read: 'list, read and search modules',
  compose: 'compose contexts and chat',
  write: 'import, edit and publish modules',
  admin: 'members, keys, providers and policy',
}

export function CreateKeyDialog() {
  return (
    <SecretDialog<CreatedApiKeyDto>
      label="Create key"
      submit={{ label: 'Create key', form: FORM_ID }}
      ask={(onCreated) => ({ title: 'Create an API key', content: <CreateKeyForm onCreated={onCreated} /> })}
      show={(created) => ({
        title: `Copy the key “${created.name}”`,
        description: 'It is shown only now: only its hash is stored.',
        content: <CreatedKey apiKey={created} />,
      })}
    />
  )
}

function CreatedKey({ apiKey }: { apiKey: CreatedApiKeyDto }) {
  const example = `curl -H "Authorization: Bearer ${apiKey.secret}" ${window.location.origin}/api/v1/modules`
  return (
    <div className="flex flex-col gap-4">
      <SecretText label="API key" text={apiKey.secret} />
      <div>
        <div className="flex items-center justify-between">
          <p className="font-medium text-sm">Try it</p>
          <CopyButton text={example} aria-label="Copy the example" />
        </div>
        <pre className="mt-1 whitespace-pre-wrap break-all rounded-md border bg-surface p-2 font-mono text-xs">
          {example}
        </pre>
      </div>
    </div>
  )
}

function CreateKeyForm({ onCreated }: { onCreated: (apiKey: CreatedApiKeyDto) => void }) {
  const client = useQueryClient()
  const legendId = useId()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<Scope[]>(['read', 'compose', 'write'])
  const create = useAction(createApiKeyAction, {
    onSuccess: (apiKey) => {
      client.invalidateQueries({ queryKey: ['api-keys'] })
      onCreated(apiKey)
    },
    onError: () => undefined,
  })
  const fields = create.error?.fields ?? {}
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!create.isPending) create.mutate({ name, scopes })
  }
  const toggle = (scope: Scope, isChecked: boolean) =>
    setScopes(isChecked ? [...scopes, scope] : scopes.filter((other) => other !== scope))
  return (
    <form id={FORM_ID} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      {create.error && Object.keys(fields).length === 0 && (
        <Notice title={create.error.message} requestId={create.error.requestId} />
      )}
      <Field label="Name" hint="Which program uses it." error={fields.name}>
        {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <fieldset aria-labelledby={legendId} className="flex flex-col gap-2">
        <legend id={legendId} className="mb-1.5 font-medium text-sm">
          It may
        </legend>
        {SCOPES.map((scope) => (
          <div key={scope} className="flex items-center gap-2 text-sm">
            <Checkbox
              id={`${legendId}-${scope}`}
              checked={scopes.includes(scope)}
              onCheckedChange={(isChecked) => toggle(scope, isChecked === true)}
            />
            <label htmlFor={`${legendId}-${scope}`}>
              <span className="font-medium">{scope}</span> <span className="text-fg-muted">· {SCOPE_META[scope]}</span>
            </label>
          </div>
        ))}
        {fields.scopes && <p className="text-danger text-xs">{fields.scopes}</p>}
      </fieldset>
    </form>
  )
}
