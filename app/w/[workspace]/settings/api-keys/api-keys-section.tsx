'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState, LoadedBefore } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import { Section } from '@/components/ui/section'
import { LIMITS } from '@/lib/schemas/limits'
import type { ApiKeyDto } from '@/lib/schemas/workspaces/api-key'
import { LoadingRows } from '../loading-rows'
import { SettingsList, SettingsRow } from '../settings-list'
import { revokeApiKeyAction } from './actions'
import { CreateKeyDialog } from './create-key-dialog'
import { apiKeysQuery } from './queries'

export function ApiKeysSection() {
  const { data, error, refetch } = useQuery(apiKeysQuery())
  if (error && !data) {
    return <ErrorState title="The API keys could not be loaded" description={error.message} onRetry={refetch} />
  }
  if (!data) return <LoadingRows label="Loading the API keys" />
  const keys = data.items
  return (
    <Section
      title="API keys"
      description={
        <>
          Programs send a key as <code className="font-mono text-xs">Authorization: Bearer …</code> to{' '}
          <a className="text-accent underline underline-offset-4" href="/api/v1/openapi.json">
            the HTTP API
          </a>
          , up to {LIMITS.requestsPerMinute.toLocaleString('en-US')} requests a minute each.
        </>
      }
      actions={<CreateKeyDialog />}
    >
      <LoadedBefore error={error} />
      {keys.length === 0 ? (
        <EmptyState
          icon={KeyRound}
          headingLevel={3}
          title="No keys yet"
          description="Create one for each program, so that you can see which one is used and revoke it alone."
        />
      ) : (
        <>
          <SettingsList label="API keys">
            {keys.map((key) => (
              <ApiKeyRow key={key.id} apiKey={key} />
            ))}
          </SettingsList>
          {data.total > keys.length && (
            <p className="mt-2 text-fg-muted text-xs">
              {formatCount(data.total - keys.length, 'key')} revoked earlier{' '}
              {data.total - keys.length === 1 ? 'is' : 'are'} not listed.
            </p>
          )}
        </>
      )}
    </Section>
  )
}

function ApiKeyRow({ apiKey }: { apiKey: ApiKeyDto }) {
  return (
    <SettingsRow
      main={
        <>
          <p className="flex items-center gap-2 font-medium text-sm">
            <span className="truncate">{apiKey.name}</span>
            <code className="shrink-0 font-mono font-normal text-fg-faint text-xs">{apiKey.prefix}…</code>
          </p>
          <p className="truncate text-fg-muted text-xs">
            {apiKey.createdBy ? `by ${apiKey.createdBy}, ` : ''}
            <RelativeTime date={apiKey.createdAt} /> ·{' '}
            {apiKey.lastUsedAt ? (
              <>
                last used <RelativeTime date={apiKey.lastUsedAt} />
              </>
            ) : (
              'never used'
            )}
          </p>
        </>
      }
    >
      <div className="flex gap-1">
        {apiKey.scopes.map((scope) => (
          <Badge key={scope}>{scope}</Badge>
        ))}
      </div>
      {apiKey.revokedAt ? <Badge tone="danger">Revoked</Badge> : <RevokeButton apiKey={apiKey} />}
    </SettingsRow>
  )
}

function RevokeButton({ apiKey }: { apiKey: ApiKeyDto }) {
  const client = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const revoke = useAction(revokeApiKeyAction, {
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys'] }),
  })
  return (
    <ConfirmDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button variant="ghost" size="sm" aria-label={`Revoke ${apiKey.name}`}>
          Revoke
        </Button>
      }
      title={`Revoke “${apiKey.name}”?`}
      description="Programs that use it are refused from now on. A revoked key cannot be brought back."
      confirmLabel="Revoke"
      isPending={revoke.isPending}
      onConfirm={() => revoke.mutate({ id: apiKey.id }, { onSettled: () => setIsOpen(false) })}
    />
  )
}
