'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Switch } from '@/components/ui/switch'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ProviderDto } from '@/lib/schemas/workspaces/provider'
import { SettingsRow } from '../settings-list'
import { deleteProviderAction, saveProviderAction, tryProviderAction } from './actions'
import { ProviderDialog } from './provider-dialog'
import { KIND_META } from './provider-kinds'

function keyText(provider: ProviderDto): string {
  if (!provider.hasKey) return 'no key'
  return provider.keyHint ? `key …${provider.keyHint}` : 'key stored'
}

function modelsText(provider: ProviderDto): string {
  return provider.models.length === 1 ? '1 model' : `${provider.models.length} models`
}

export function ProviderRow({ provider }: { provider: ProviderDto }) {
  const client = useQueryClient()
  const [isEditing, setIsEditing] = useState(false)
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['providers'] })
    void client.invalidateQueries({ queryKey: ['models'] })
  }
  const test = useAction(tryProviderAction)
  const save = useAction(saveProviderAction, { onSuccess: refresh })
  const { id, kind, name, baseUrl, models } = provider
  const firstModel = models[0]?.id
  return (
    <SettingsRow
      main={
        <>
          <p className="flex items-center gap-2 font-medium text-sm">
            <span className="truncate">{name}</span>
            <Badge>{KIND_META[kind].label}</Badge>
          </p>
          <p className="truncate text-fg-muted text-xs">
            {[baseUrl, keyText(provider), modelsText(provider)].filter(Boolean).join(' · ')}
          </p>
        </>
      }
    >
      <div className="flex items-center gap-1">
        {firstModel && provider.isEnabled && (
          <Button asChild variant="ghost" size="sm">
            <WorkspaceLink href={`/playground?model=${encodeURIComponent(firstModel)}`} aria-label={`Ask ${name}`}>
              Ask it
            </WorkspaceLink>
          </Button>
        )}
        <Button
          variant="ghost"
          size="sm"
          isPending={test.isPending}
          aria-label={`Test ${name}`}
          onClick={() => test.mutate(firstModel ? { id, model: firstModel } : { id })}
        >
          Test
        </Button>
        <Button variant="ghost" size="sm" aria-label={`Edit ${name}`} onClick={() => setIsEditing(true)}>
          Edit
        </Button>
        <DeleteButton provider={provider} onDeleted={refresh} />
        <Switch
          aria-label={`Offer the models of ${name}`}
          checked={provider.isEnabled}
          disabled={save.isPending}
          onCheckedChange={(isEnabled) => save.mutate({ id, kind, name, baseUrl, models, isEnabled })}
        />
      </div>
      {!provider.isKeyReadable && (
        <Notice tone="warning" className="basis-full" title="The stored key cannot be read any more">
          LOADOUT_SECRET has changed since it was stored. Edit the provider and write the key again.
        </Notice>
      )}
      {test.data && (
        <Notice
          tone={test.data.isOk ? 'info' : 'danger'}
          className="basis-full"
          title={`${test.data.message} (${test.data.latencyMs} ms)`}
        />
      )}
      {isEditing && <ProviderDialog provider={provider} onClose={() => setIsEditing(false)} />}
    </SettingsRow>
  )
}

function DeleteButton({ provider, onDeleted }: { provider: ProviderDto; onDeleted: () => void }) {
  const [isOpen, setIsOpen] = useState(false)
  const remove = useAction(deleteProviderAction, { onSuccess: onDeleted })
  return (
    <ConfirmDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button variant="ghost" size="sm" aria-label={`Remove ${provider.name}`}>
          Remove
        </Button>
      }
      title={`Remove ${provider.name}?`}
      description="Its models are no longer offered, and its key is deleted. Conversations and compositions stay."
      confirmLabel="Remove"
      isPending={remove.isPending}
      onConfirm={() => remove.mutate({ id: provider.id }, { onSettled: () => setIsOpen(false) })}
    />
  )
}
