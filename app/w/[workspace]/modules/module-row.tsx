'use client'

import { sourceHref } from '@/components/context/source-href'
import { PassageExcerpt } from '@/components/markdown/passage-excerpt'
import { Badge } from '@/components/ui/badge'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { formatCount } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import { Td } from '@/components/ui/table'
import { Tokens } from '@/components/ui/tokens'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ModuleSummaryDto } from '@/lib/schemas/modules/module'
import type { Passage } from './group-passages'
import { ModuleStatus } from './module-status'
import { RowActions } from './row-actions'

export function moduleHref(id: string): string {
  return `/modules/${encodeURIComponent(id)}`
}

type ModuleRowProps = {
  module: ModuleSummaryDto
  rowIndex: number
  isSelected: boolean
  /** None for who may only read. */
  onSelect: ((isSelected: boolean) => void) | undefined
  query: string
  /** What it says about the query, best first, in place of the description. */
  passages: Passage[]
  /** Its text was found, not its name: the row leads to the passage. */
  isByText: boolean
  /** None for who may only read. */
  onArchive: (() => void) | undefined
}

export function ModuleRow(props: ModuleRowProps) {
  const { module, rowIndex, isSelected, onSelect, query, passages, isByText, onArchive } = props
  const [best, ...more] = passages
  const href =
    isByText && best
      ? sourceHref(module.id, best.chunkId, { start: best.startOffset, end: best.endOffset })
      : moduleHref(module.id)
  return (
    <tr
      aria-rowindex={rowIndex}
      data-row={module.id}
      className={cn(
        'group focus-within:bg-muted/70 hover:bg-surface',
        isSelected && 'bg-accent/6 focus-within:bg-accent/10 hover:bg-accent/8',
      )}
    >
      {onSelect && (
        <Td className="w-10 pr-0">
          <Checkbox
            aria-label={`Select ${module.name}`}
            checked={isSelected}
            onCheckedChange={(checked) => onSelect(checked === true)}
          />
        </Td>
      )}
      <Td className={cn('max-w-0 lg:min-w-56', best ? 'h-19' : 'h-11')}>
        <WorkspaceLink
          href={href}
          data-row-link
          className="block truncate rounded-md font-medium text-fg hover:underline"
        >
          {module.name}
        </WorkspaceLink>
        {best ? (
          <>
            <span className="flex gap-2 text-fg-faint text-xs">
              <span className="min-w-0 truncate">{best.headingPath.join(' › ') || 'At its beginning'}</span>
              {more.length > 0 && <span className="shrink-0">+{formatCount(more.length, 'passage')}</span>}
            </span>
            <span className="line-clamp-2 h-8 text-fg-muted text-xs [overflow-wrap:anywhere]">
              <PassageExcerpt text={best.text} query={query} />
            </span>
          </>
        ) : (
          <span className="block truncate text-fg-faint text-xs" title={module.description || undefined}>
            {module.description || <span className="font-mono">{module.id}</span>}
          </span>
        )}
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
        <span className={cn(onArchive && 'group-focus-within:opacity-0 group-hover:opacity-0')}>
          <RelativeTime date={module.lastUpdated} />
        </span>
        {onArchive && <RowActions module={module} onArchive={onArchive} />}
      </Td>
    </tr>
  )
}
