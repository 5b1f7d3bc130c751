'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { modelsQuery } from '@/components/data/models-query'
import { releasesQuery } from '@/components/data/releases-query'
import { usePoliciesToAsk } from '@/components/policy/use-policies-to-ask'
import { Button } from '@/components/ui/button'
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/dropdown-menu'
import type { Otherwise } from './use-conversation-chat'

/** Answers the question again by another model, policy or release, beside this answer. */
export function RetryWith({ onRetry }: { onRetry: (otherwise: Otherwise) => void }) {
  const models = useQuery(modelsQuery()).data?.items ?? []
  const policies = usePoliciesToAsk()
  const releases = useQuery(releasesQuery()).data?.items ?? []
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label="Retry with another model, policy or release">
          <ChevronDown />
        </Button>
      }
    >
      <MenuLabel>Retry with the model</MenuLabel>
      {models.map(({ id, name, providerName, isOffline }) => (
        <MenuItem key={id} onSelect={() => onRetry({ model: id })}>
          {name}
          {!isOffline && <span className="ml-auto pl-4 text-fg-faint text-xs">{providerName}</span>}
        </MenuItem>
      ))}
      {policies.length > 0 && (
        <>
          <MenuSeparator />
          <MenuLabel>with the policy</MenuLabel>
          {policies.map(({ policy, label }) => (
            <MenuItem key={policy} onSelect={() => onRetry({ policy })}>
              {label}
            </MenuItem>
          ))}
        </>
      )}
      {releases.length > 1 && (
        <>
          <MenuSeparator />
          <MenuLabel>with the release</MenuLabel>
          {releases.map(({ id, name }) => (
            <MenuItem key={id} onSelect={() => onRetry({ release: id })}>
              {name}
            </MenuItem>
          ))}
        </>
      )}
    </DropdownMenu>
  )
}
