'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { modelsQuery } from '@/components/data/models-query'
import { Button } from '@/components/ui/button'
import { DropdownMenu, MenuItem, MenuLabel } from '@/components/ui/dropdown-menu'
import type { Otherwise } from './use-conversation-chat'

/** Answers the question again by another model, beside this answer. */
export function RetryWith({ onRetry }: { onRetry: (otherwise: Otherwise) => void }) {
  const models = useQuery(modelsQuery()).data?.items ?? []
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label="Retry with another model">
          <ChevronDown />
        </Button>
      }
    >
      <MenuLabel>Retry with</MenuLabel>
      {models.map(({ id, name, providerName, isOffline }) => (
        <MenuItem key={id} onSelect={() => onRetry({ model: id })}>
          {name}
          {!isOffline && <span className="ml-auto pl-4 text-fg-faint text-xs">{providerName}</span>}
        </MenuItem>
      ))}
    </DropdownMenu>
  )
}
