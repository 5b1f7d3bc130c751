'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import type { Otherwise } from '@/app/w/[workspace]/playground/columns/columns'
import { modelsQuery } from '@/components/data/models-query'
import { releasesQuery } from '@/components/data/releases-query'
import { usePoliciesToAsk } from '@/components/policy/use-policies-to-ask'
import { Button } from '@/components/ui/button'
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/dropdown-menu'

/** Answers the question again by another model, policy or release, beside this answer. */
export function RetryWith({ onRetry }: { onRetry: (otherwise: Otherwise) => void }) {
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label="Retry with another model, policy or release">
          <ChevronDown />
        </Button>
      }
    >
      <OtherwiseItems verb="Retry" onChoose={onRetry} />
    </DropdownMenu>
  )
}

type OtherwiseItemsProps = {
  /** What choosing does: `Retry`. */
  verb: string
  onChoose: (otherwise: Otherwise) => void
}

/** Models, policies and releases, one of which is chosen. */
export function OtherwiseItems({ verb, onChoose }: OtherwiseItemsProps) {
  const models = useQuery(modelsQuery()).data?.items ?? []
  const policies = usePoliciesToAsk()
  const releases = useQuery(releasesQuery()).data?.items ?? []
  return (
    <>
      <MenuLabel>{verb} with the model</MenuLabel>
      {models.map(({ id, name, providerName, isOffline }) => (
        <MenuItem key={id} onSelect={() => onChoose({ model: id })}>
          {name}
          {!isOffline && <span className="ml-auto pl-4 text-fg-faint text-xs">{providerName}</span>}
        </MenuItem>
      ))}
      {policies.length > 0 && (
        <>
          <MenuSeparator />
          <MenuLabel>with the policy</MenuLabel>
          {policies.map(({ policy, label }) => (
            <MenuItem key={policy} onSelect={() => onChoose({ policy })}>
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
            <MenuItem key={id} onSelect={() => onChoose({ release: id })}>
              {name}
            </MenuItem>
          ))}
        </>
      )}
    </>
  )
}
