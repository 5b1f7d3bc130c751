'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { SortableTh, Table, TableHead, Th } from '@/components/ui/table'
import type { AblatedModuleDto } from '@/lib/schemas/ablation'
import { AblatedRow } from './ablated-row'

/** Rows that are shown at first, and how many come with each click. */
const ROWS = 100

const COLUMNS = {
  sentIn: { label: 'Sent in', value: (module: AblatedModuleDto) => module.sentIn, isWide: true },
  tokens: { label: 'Tokens', value: (module: AblatedModuleDto) => module.tokens, isWide: false },
  freed: { label: 'Freed', value: (module: AblatedModuleDto) => module.freed, isWide: true },
  broken: { label: 'Breaks', value: (module: AblatedModuleDto) => module.broken, isWide: false },
  recall: {
    label: 'Recall lost',
    value: ({ recall }: AblatedModuleDto) => (recall ? recall.a - recall.b : 0),
    isWide: true,
  },
}
type Column = keyof typeof COLUMNS
const NAMES = Object.keys(COLUMNS) as Column[]

type AblationTableProps = { modules: AblatedModuleDto[]; contexts: number }

/** Each module with what its absence does; a row opens to the contexts that change. */
export function AblationTable({ modules, contexts }: AblationTableProps) {
  const [sort, setSort] = useState<{ by: Column; isAscending: boolean }>({ by: 'tokens', isAscending: false })
  const [rows, setRows] = useState(ROWS)
  const hasRecall = modules.some(({ recall }) => recall !== null)
  const columns = NAMES.filter((name) => name !== 'recall' || hasRecall)
  const sign = sort.isAscending ? 1 : -1
  const { value } = COLUMNS[sort.by]
  const sorted = modules.toSorted((x, y) => sign * (value(x) - value(y)))
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section aria-label="Table of the modules" tabIndex={0} className="relative overflow-x-auto rounded-md border">
        <Table aria-label="Without each module">
          <TableHead>
            <tr>
              <Th className="w-2/5">Without</Th>
              {columns.map((name) => (
                <SortableTh
                  key={name}
                  isNumeric
                  className={COLUMNS[name].isWide ? 'max-md:hidden' : undefined}
                  direction={sort.by === name ? (sort.isAscending ? 'asc' : 'desc') : undefined}
                  onSort={() => setSort({ by: name, isAscending: sort.by === name && !sort.isAscending })}
                >
                  {COLUMNS[name].label}
                </SortableTh>
              ))}
            </tr>
          </TableHead>
          <tbody>
            {sorted.slice(0, rows).map((module) => (
              <AblatedRow key={module.moduleId} module={module} contexts={contexts} hasRecall={hasRecall} />
            ))}
          </tbody>
        </Table>
      </section>
      {sorted.length > rows && (
        <Button size="sm" className="self-start" onClick={() => setRows(rows + ROWS)}>
          Show more: {sorted.length - rows} modules
        </Button>
      )}
    </>
  )
}
