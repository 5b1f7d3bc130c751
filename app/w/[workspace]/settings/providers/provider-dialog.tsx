'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import type { ProviderDto, SaveProviderInput } from '@/lib/schemas/workspaces/provider'
import { connectProviderAction, saveProviderAction } from './actions'
import { ModelsEditor, toModel } from './models-editor'
import { ProviderFields, type ProviderValues } from './provider-fields'
import { KIND_META } from './provider-kinds'
import { tickModels } from './tick-models'

type ProviderDialogProps = {
  /** Left out: a new one. */
  provider?: ProviderDto
  /** What is known of a new one. */
  found?: { name: string; baseUrl: string }
  onClose: () => void
}

/** What a connection is made with. */
function toConnection({ kind, name, baseUrl, apiKey }: ProviderValues, provider: ProviderDto | undefined) {
  return {
    ...(provider ? { id: provider.id } : {}),
    kind,
    name: name.trim() || KIND_META[kind].label,
    baseUrl: baseUrl.trim() || null,
    ...(apiKey.trim() ? { apiKey } : {}),
  }
}

type Connection = Pick<SaveProviderInput, 'id' | 'kind' | 'name' | 'baseUrl' | 'apiKey'>

/** Whose models are listed. One that is saved may move to another address with them. */
const placeOf = ({ id, kind, baseUrl }: Connection) => JSON.stringify([kind, id === undefined && baseUrl])

/** What was tried: another name changes nothing of it. */
const keyOf = ({ name: _, ...connection }: Connection) => JSON.stringify(connection)

export function ProviderDialog({ provider, found, onClose }: ProviderDialogProps) {
  const client = useQueryClient()
  const [values, setValues] = useState<ProviderValues>({
    kind: provider?.kind ?? (found ? 'openai-compatible' : 'openai'),
    name: provider?.name ?? found?.name ?? '',
    baseUrl: provider?.baseUrl ?? found?.baseUrl ?? '',
    apiKey: '',
  })
  const connection = toConnection(values, provider)
  const [chosen, setChosen] = useState({ place: placeOf(connection), models: provider?.models ?? [] })
  const [connected, setConnected] = useState<string>()
  // those of another provider are not its own
  const models = chosen.place === placeOf(connection) ? chosen.models : []

  const connect = useAction(connectProviderAction, {
    onSuccess: ({ isOk, models: listed }, tried) => {
      if (!isOk) return
      const place = placeOf(tried)
      setConnected(keyOf(tried))
      if (chosen.place === place && chosen.models.length > 0) return
      setChosen({ place, models: tickModels(listed).map(toModel) })
    },
    onError: () => undefined,
  })
  const save = useAction(saveProviderAction, {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['providers'] })
      void client.invalidateQueries({ queryKey: ['models'] })
      onClose()
    },
    onError: () => undefined,
  })
  // what is known already needs no click
  const { mutate: tryIt } = connect
  const isKnown = provider !== undefined || found !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what the dialog opens with
  useEffect(() => {
    if (isKnown) tryIt(connection)
  }, [isKnown])

  const isConnected = connected === keyOf(connection)
  const hasFailed = connect.data?.isOk === false
  const error = save.error ?? connect.error
  const fields = error?.fields ?? {}
  const isKnownField = ['name', 'baseUrl', 'apiKey'].some((name) => fields[name])
  const input: SaveProviderInput = { ...connection, models, isEnabled: provider?.isEnabled ?? true }
  const saveIt = () => save.mutate(input)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    save.reset()
    if (isConnected) saveIt()
    else connect.mutate(connection)
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="lg"
      title={provider ? `Edit ${provider.name}` : 'Add a provider'}
      description="The address and the key are tried first; then you choose from the provider’s own list of models."
      footer={
        <>
          {hasFailed && !isConnected && (
            <Button onClick={saveIt} isPending={save.isPending}>
              Save all the same
            </Button>
          )}
          <Button
            type="submit"
            form="provider-form"
            variant="primary"
            isPending={isConnected ? save.isPending : connect.isPending}
          >
            {isConnected ? 'Save' : 'Connect'}
          </Button>
        </>
      }
    >
      <form id="provider-form" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        {error && !isKnownField && <Notice title={error.message} requestId={error.requestId} />}
        <ProviderFields
          values={values}
          hasKey={provider?.hasKey ?? false}
          errors={fields}
          onChange={(change) => setValues({ ...values, ...change })}
        />
        {hasFailed && <Notice tone="danger" title={connect.data?.message ?? ''} />}
        {isConnected && connect.data && (
          <Notice
            tone="info"
            title={`Connected: ${formatCount(connect.data.models.length, 'model')} listed, ${models.length} ticked.`}
          />
        )}
        {(isConnected || hasFailed || models.length > 0) && (
          <ModelsEditor
            models={models}
            listed={connect.data?.models ?? []}
            example={KIND_META[values.kind].modelExample}
            onChange={(next) => setChosen({ place: placeOf(connection), models: next })}
          />
        )}
      </form>
    </Dialog>
  )
}
