'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useMemo } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { formatNumber } from '@/components/ui/format-number'
import { SortableTh, Table, TableHead, Td, Th } from '@/components/ui/table'
import type { ModuleSummaryDto } from '@/lib/schemas/modules/module'
import type { MatchCounts } from '@/lib/schemas/modules/module-list'
import type { Passage } from './group-passages'
import { type Line, PART_WORDS, toLines } from './list-parts'
import { ModuleRow } from './module-row'
import type { ModuleSort } from './search-params'

/** Of a module, of one with a passage, and of the heading of a part, as their classes make them. */
const ROW_HEIGHT = 44
const PASSAGE_HEIGHT = 76
const HEADING_HEIGHT = 32
const VIRTUAL_FROM = 200

type ModuleTableProps = {
  modules: ModuleSummaryDto[]
  /** The element that scrolls. */
  scroller: RefObject<HTMLElement | null>
  sort: ModuleSort
  /** `match` when the list is ranked again. */
  onSort: (sort: ModuleSort) => void
  /** What is searched for; empty when nothing is. */
  query: string
  /** How many were found by what; undefined where the list has no such parts. */
  matches: MatchCounts | undefined
  selection: ReadonlySet<string>
  /** None for who may only read. */
  onSelect: ((ids: string[], isSelected: boolean) => void) | undefined
  /** What a module says about the query, best first. */
  passagesOf: ReadonlyMap<string, Passage[]>
  /** None for who may only read. */
  onArchive: ((module: ModuleSummaryDto) => void) | undefined
  /** Called when the last row comes near. */
  onEnd: () => void
}

/** Clicking a column sorts it one way, then the other; a search is then ranked again. */
function nextSort(current: ModuleSort, column: 'name' | 'tokenCount' | 'updatedAt', isSearch: boolean): ModuleSort {
  const [first, second] = column === 'name' ? (['name', '-name'] as const) : ([`-${column}`, column] as const)
  if (current === first) return second
  return current === second && isSearch ? 'match' : first
}

function directionOf(sort: ModuleSort, column: string): 'asc' | 'desc' | undefined {
  if (sort === column) return 'asc'
  return sort === `-${column}` ? 'desc' : undefined
}

export function ModuleTable(props: ModuleTableProps) {
  const { modules, scroller, sort, onSort, query, matches, selection, onSelect, passagesOf, onArchive, onEnd } = props
  const lines = useMemo(() => toLines(modules.length, matches), [modules.length, matches])
  const isVirtual = modules.length > VIRTUAL_FROM
  const heightOf = useCallback(
    (at: number) => {
      const line = lines[at]
      if (line?.kind === 'heading') return HEADING_HEIGHT
      return passagesOf.has(modules[line?.index ?? 0]?.id ?? '') ? PASSAGE_HEIGHT : ROW_HEIGHT
    },
    [lines, modules, passagesOf],
  )
  const virtualizer = useVirtualizer({
    count: lines.length,
    enabled: isVirtual,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    // heights are asked for anew when the keys are others
    getItemKey: useCallback((at: number) => `${at}:${heightOf(at)}`, [heightOf]),
    overscan: 15,
  })
  const items = virtualizer.getVirtualItems()
  const first = isVirtual ? (items[0]?.index ?? 0) : 0
  const last = isVirtual ? (items.at(-1)?.index ?? -1) : lines.length - 1
  const above = isVirtual ? (items[0]?.start ?? 0) : 0
  const below = isVirtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const check = () => {
      if (element.scrollHeight - element.scrollTop - element.clientHeight < 600) onEnd()
    }
    check()
    element.addEventListener('scroll', check, { passive: true })
    return () => element.removeEventListener('scroll', check)
  }, [scroller, onEnd])

  const selectedCount = modules.filter((module) => selection.has(module.id)).length
  const sortable = (column: 'name' | 'tokenCount' | 'updatedAt') => ({
    direction: directionOf(sort, column),
    onSort: () => onSort(nextSort(sort, column, query !== '')),
  })
  return (
    <Table aria-rowcount={lines.length + 1}>
      <TableHead>
        <tr>
          {onSelect && (
            <Th className="w-10 pr-0">
              <Checkbox
                aria-label="Select all shown modules"
                checked={selectedCount === 0 ? false : selectedCount === modules.length ? true : 'indeterminate'}
                onCheckedChange={(checked) =>
                  onSelect(
                    modules.map((module) => module.id),
                    checked === true,
                  )
                }
              />
            </Th>
          )}
          <SortableTh className="w-full lg:w-2/5" {...sortable('name')}>
            Module
          </SortableTh>
          <Th className="hidden lg:table-cell">Category</Th>
          <Th className="hidden xl:table-cell">Tags</Th>
          <Th className="hidden lg:table-cell">Priority</Th>
          <Th className="hidden lg:table-cell">Activation</Th>
          <Th className="hidden sm:table-cell">Status</Th>
          <SortableTh isNumeric {...sortable('tokenCount')}>
            Tokens
          </SortableTh>
          <SortableTh className="hidden sm:table-cell" {...sortable('updatedAt')}>
            Changed
          </SortableTh>
        </tr>
      </TableHead>
      <tbody>
        {above > 0 && <Spacer height={above} />}
        {lines.slice(first, last + 1).map((line, offset) => {
          if (line.kind === 'heading') return <PartHeading key={line.part} {...line} rowIndex={first + offset + 2} />
          const module = modules[line.index]
          return (
            module && (
              <ModuleRow
                key={module.id}
                module={module}
                rowIndex={first + offset + 2}
                isSelected={selection.has(module.id)}
                onSelect={onSelect && ((isSelected) => onSelect([module.id], isSelected))}
                query={query}
                passages={passagesOf.get(module.id) ?? []}
                isByText={matches !== undefined && line.index >= matches.name}
                onArchive={onArchive && (() => onArchive(module))}
              />
            )
          )
        })}
        {below > 0 && <Spacer height={below} />}
      </tbody>
    </Table>
  )
}

function PartHeading({ part, count, rowIndex }: Extract<Line, { kind: 'heading' }> & { rowIndex: number }) {
  const { title, hint } = PART_WORDS[part]
  return (
    <tr aria-rowindex={rowIndex}>
      <th scope="rowgroup" colSpan={9} className="h-8 border-b bg-surface px-3 text-left font-normal text-xs">
        <span className="font-medium text-fg">{title}</span>{' '}
        <span className="text-fg-muted tabular-nums">
          {formatNumber(count)} · {hint}
        </span>
      </th>
    </tr>
  )
}

function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <Td colSpan={9} className="border-0 p-0" style={{ height }} />
    </tr>
  )
}
