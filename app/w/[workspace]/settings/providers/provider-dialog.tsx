'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { PROVIDER_KINDS, type ProviderDto, type ProviderKind, type SaveProviderInput } from '@/lib/schemas/provider'
import { saveProviderAction } from './actions'
import { type ModelDraft, ModelsEditor, toModelDrafts, toModels } from './models-editor'
import { KIND_META } from './provider-kinds'

type ProviderDialogProps = {
  /** Left out: a new one. */
  provider?: ProviderDto
  /** Ids that the provider said it has. */
  knownModels?: string[]
  onClose: () => void
}

const KIND_OPTIONS = PROVIDER_KINDS.map((kind) => ({ value: kind, label: KIND_META[kind].label }))

type Values = { kind: ProviderKind; name: string; baseUrl: string; apiKey: string; models: ModelDraft[] }

function toInput(values: Values, provider: ProviderDto | undefined): SaveProviderInput {
  return {
    ...(provider ? { id: provider.id } : {}),
    kind: values.kind,
    name: values.name.trim() || KIND_META[values.kind].label,
    baseUrl: values.baseUrl.trim() || null,
    ...(values.apiKey.trim() ? { apiKey: values.apiKey } : {}),
    models: toModels(values.models),
    isEnabled: provider?.isEnabled ?? true,
  }
}

export function ProviderDialog({ provider, knownModels = [], onClose }: ProviderDialogProps) {
  const client = useQueryClient()
  const [values, setValues] = useState<Values>({
    kind: provider?.kind ?? 'openai',
    name: provider?.name ?? '',
    baseUrl: provider?.baseUrl ?? '',
    apiKey: '',
    models: toModelDrafts(provider?.models ?? []),
  })
  const save = useAction(saveProviderAction, {
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['providers'] })
      client.invalidateQueries({ queryKey: ['models'] })
      onClose()
    },
    onError: () => undefined,
  })
  const fields = save.error?.fields ?? {}
  const set = (change: Partial<Values>) => setValues({ ...values, ...change })
  const meta = KIND_META[values.kind]
  const isKnownField = ['name', 'baseUrl', 'apiKey'].some((name) => fields[name])
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(toInput(values, provider))
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="md"
      title={provider ? `Edit ${provider.name}` : 'Add a provider'}
      footer={
        <Button type="submit" form="provider-form" variant="primary" isPending={save.isPending}>
          Save
        </Button>
      }
    >
      <form id="provider-form" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        {save.error && !isKnownField && <Notice title={save.error.message} requestId={save.error.requestId} />}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Kind">
            {(control) => (
              <Select {...control} value={values.kind} onValueChange={(kind) => set({ kind })} options={KIND_OPTIONS} />
            )}
          </Field>
          <Field label="Name" error={fields.name}>
            {(control) => (
              <Input
                {...control}
                value={values.name}
                placeholder={meta.label}
                onChange={(event) => set({ name: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Field
          label={meta.needsAddress ? 'Address' : 'Address (optional)'}
          hint={
            meta.needsAddress
              ? 'For example http://127.0.0.1:11434/v1 for Ollama on this machine.'
              : 'Only behind a gateway of your own.'
          }
          error={fields.baseUrl}
        >
          {(control) => (
            <Input
              {...control}
              type="url"
              inputMode="url"
              className="font-mono"
              value={values.baseUrl}
              onChange={(event) => set({ baseUrl: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="API key"
          hint={provider?.hasKey ? 'A key is stored. Leave this empty to keep it.' : meta.keyHint}
          error={fields.apiKey}
        >
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="off"
              className="font-mono"
              value={values.apiKey}
              onChange={(event) => set({ apiKey: event.target.value })}
            />
          )}
        </Field>
        <ModelsEditor
          models={values.models}
          knownModels={knownModels}
          example={meta.modelExample}
          onChange={(models) => set({ models })}
        />
      </form>
    </Dialog>
  )
}
