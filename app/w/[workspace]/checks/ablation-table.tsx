'use client'

import { useState } from 'react'
import { useSorted } from '@/components/data/use-sorted'
import { Button } from '@/components/ui/button'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { SortableTh, Table, TableHead, Th } from '@/components/ui/table'
import type { AblatedModuleDto } from '@/lib/schemas/query-sets/ablation'
import { AblatedRow } from './ablated-row'

/** Rows that are shown at first, and how many come with each click. */
const ROWS = 100

const COLUMNS = {
  sentIn: (module: AblatedModuleDto) => module.sentIn,
  tokens: (module: AblatedModuleDto) => module.tokens,
  freed: (module: AblatedModuleDto) => module.freed,
  broken: (module: AblatedModuleDto) => module.broken,
  recall: ({ recall }: AblatedModuleDto) => (recall ? recall.a - recall.b : 0),
}

type AblationTableProps = {
  modules: AblatedModuleDto[]
  contexts: number
  /** What people call a module. */
  nameOf: (moduleId: string) => string
}

/** Each module with what its absence does; a row opens to the contexts that change. */
export function AblationTable({ modules, contexts, nameOf }: AblationTableProps) {
  const { sorted, sortBy } = useSorted(modules, COLUMNS, 'tokens')
  const [rows, setRows] = useState(ROWS)
  const hasRecall = modules.some(({ recall }) => recall !== null)
  return (
    <>
      <ScrollRegion label="Table of the modules">
        <Table aria-label="Without each module">
          <TableHead>
            <tr>
              <Th className="w-2/5">Without</Th>
              <SortableTh isNumeric className="max-md:hidden" {...sortBy('sentIn')}>
                Sent in
              </SortableTh>
              <SortableTh isNumeric {...sortBy('tokens')}>
                Tokens
              </SortableTh>
              <SortableTh isNumeric className="max-md:hidden" {...sortBy('freed')}>
                Freed
              </SortableTh>
              <SortableTh isNumeric {...sortBy('broken')}>
                Breaks
              </SortableTh>
              {hasRecall && (
                <SortableTh isNumeric className="max-md:hidden" {...sortBy('recall')}>
                  Recall lost
                </SortableTh>
              )}
            </tr>
          </TableHead>
          <tbody>
            {sorted.slice(0, rows).map((module) => (
              <AblatedRow
                key={module.moduleId}
                module={module}
                contexts={contexts}
                hasRecall={hasRecall}
                nameOf={nameOf}
              />
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
      {sorted.length > rows && (
        <Button size="sm" className="self-start" onClick={() => setRows(rows + ROWS)}>
          Show more: {sorted.length - rows} modules
        </Button>
      )}
    </>
  )
}
