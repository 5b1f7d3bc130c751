'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useEffect } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { SortableTh, Table, TableHead, Td, Th } from '@/components/ui/table'
import type { ModuleSummaryDto } from '@/lib/schemas/module'
import { ModuleRow } from './module-row'
import type { ModuleSort } from './search-params'

const ROW_HEIGHT = 44
const VIRTUAL_FROM = 200

type ModuleTableProps = {
  modules: ModuleSummaryDto[]
  /** The element that scrolls. */
  scroller: RefObject<HTMLElement | null>
  sort: ModuleSort
  onSort: (sort: ModuleSort) => void
  selection: ReadonlySet<string>
  onSelect: (ids: string[], isSelected: boolean) => void
  /** What a module says about the query. */
  passageOf: (id: string) => ReactNode
  /** None for who may only read. */
  onArchive: ((module: ModuleSummaryDto) => void) | undefined
  /** Called when the last row comes near. */
  onEnd: () => void
}

/** Clicking a column sorts it one way, then the other. */
function nextSort(current: ModuleSort, column: 'name' | 'tokenCount' | 'updatedAt'): ModuleSort {
  if (column === 'name') return current === 'name' ? '-name' : 'name'
  return current === `-${column}` ? column : `-${column}`
}

function directionOf(sort: ModuleSort, column: string): 'asc' | 'desc' | undefined {
  if (sort === column) return 'asc'
  return sort === `-${column}` ? 'desc' : undefined
}

export function ModuleTable(props: ModuleTableProps) {
  const { modules, scroller, sort, onSort, selection, onSelect, passageOf, onArchive, onEnd } = props
  const isVirtual = modules.length > VIRTUAL_FROM
  const virtualizer = useVirtualizer({
    count: modules.length,
    enabled: isVirtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 15,
  })
  const items = virtualizer.getVirtualItems()
  const first = isVirtual ? (items[0]?.index ?? 0) : 0
  const last = isVirtual ? (items.at(-1)?.index ?? -1) : modules.length - 1

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
    onSort: () => onSort(nextSort(sort, column)),
  })
  return (
    <Table aria-rowcount={modules.length + 1}>
      <TableHead>
        <tr>
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
        {first > 0 && <Spacer height={first * ROW_HEIGHT} />}
        {modules.slice(first, last + 1).map((module, index) => (
          <ModuleRow
            key={module.id}
            module={module}
            rowIndex={first + index + 2}
            isSelected={selection.has(module.id)}
            onSelect={(isSelected) => onSelect([module.id], isSelected)}
            passage={passageOf(module.id)}
            onArchive={onArchive && (() => onArchive(module))}
          />
        ))}
        {last < modules.length - 1 && <Spacer height={(modules.length - 1 - last) * ROW_HEIGHT} />}
      </tbody>
    </Table>
  )
}

function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <Td colSpan={9} className="border-0 p-0" style={{ height }} />
    </tr>
  )
}
