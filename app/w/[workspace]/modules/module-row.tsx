'use client'

import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/relative-time'
import { Td } from '@/components/ui/table'
import { Tokens } from '@/components/ui/tokens'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ModuleSummaryDto } from '@/lib/schemas/module'
import { ModuleStatus } from './module-status'
import { RowActions } from './row-actions'

export function moduleHref(id: string): string {
  return `/modules/${encodeURIComponent(id)}`
}

type ModuleRowProps = {
  module: ModuleSummaryDto
  rowIndex: number
  isSelected: boolean
  onSelect: (isSelected: boolean) => void
  /** What it says about the query, in place of the description. */
  passage: ReactNode
  /** None for who may only read. */
  onArchive: (() => void) | undefined
}

export function ModuleRow({ module, rowIndex, isSelected, onSelect, passage, onArchive }: ModuleRowProps) {
  return (
    <tr
      aria-rowindex={rowIndex}
      data-row={module.id}
      className={cn(
        'group focus-within:bg-muted/70 hover:bg-surface',
        isSelected && 'bg-accent/6 focus-within:bg-accent/10 hover:bg-accent/8',
      )}
    >
      <Td className="h-11 w-10 pr-0">
        <Checkbox
          aria-label={`Select ${module.name}`}
          checked={isSelected}
          onCheckedChange={(checked) => onSelect(checked === true)}
        />
      </Td>
      <Td className="max-w-0 lg:min-w-56">
        <WorkspaceLink
          href={moduleHref(module.id)}
          data-row-link
          className="block truncate rounded-md font-medium text-fg hover:underline"
        >
          {module.name}
        </WorkspaceLink>
        <span className="block truncate text-fg-faint text-xs" title={module.description || undefined}>
          {passage ?? module.description ?? ''}
          {!passage && !module.description && <span className="font-mono">{module.id}</span>}
        </span>
      </Td>
      <Td className="hidden max-w-36 truncate text-fg-muted lg:table-cell">{module.category ?? '—'}</Td>
      <Td className="hidden max-w-52 xl:table-cell">
        <span className="flex gap-1 overflow-hidden">
          {module.tags.slice(0, 2).map((tag) => (
            <Badge key={tag} className="max-w-28 shrink truncate">
              {tag}
            </Badge>
          ))}
          {module.tags.length > 2 && (
            <span className="self-center text-fg-faint text-xs" title={module.tags.slice(2).join(', ')}>
              +{module.tags.length - 2}
            </span>
          )}
        </span>
      </Td>
      <Td className="hidden text-fg-muted lg:table-cell">
        <span className="block first-letter:uppercase">{module.priority}</span>
      </Td>
      <Td className="hidden text-fg-muted lg:table-cell">
        <span className="block first-letter:uppercase">{module.activation}</span>
      </Td>
      <Td className="hidden sm:table-cell">
        <ModuleStatus module={module} />
      </Td>
      <Td className="w-20 text-right">
        <Tokens value={module.tokenCount} />
      </Td>
      <Td className="relative hidden w-32 whitespace-nowrap text-fg-muted sm:table-cell">
        <RelativeTime date={module.lastUpdated} />
        {onArchive && <RowActions module={module} onArchive={onArchive} />}
      </Td>
    </tr>
  )
}
