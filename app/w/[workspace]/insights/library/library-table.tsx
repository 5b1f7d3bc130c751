'use client'

import { useState } from 'react'
import { useSorted } from '@/components/data/use-sorted'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/components/ui/format-number'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { SortableTh, Table, TableHead, Td, Th } from '@/components/ui/table'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { GraphModuleDto } from '@/lib/schemas/modules/library-graph'
import { normalizePath } from '@/lib/schemas/modules/module-path'

/** A module with its dependencies over all levels. */
export type LibraryRow = GraphModuleDto & { allNeeds: number; neededBy: number; missing: number }

/** Rows that are shown at first, and how many come with each click. */
const ROWS = 100

const COLUMNS = {
  sentIn: ({ sentIn }: LibraryRow) => sentIn,
  tokens: ({ tokens }: LibraryRow) => tokens,
  needs: ({ allNeeds }: LibraryRow) => allNeeds,
  neededBy: ({ neededBy }: LibraryRow) => neededBy,
}

export function LibraryTable({ modules, onFollow }: { modules: LibraryRow[]; onFollow: (moduleId: string) => void }) {
  const { sorted, sortBy } = useSorted(modules, COLUMNS, 'sentIn')
  const [rows, setRows] = useState(ROWS)
  return (
    <>
      <ScrollRegion label="Table of the library">
        <Table aria-label="Library">
          <TableHead>
            <tr>
              <Th className="w-2/5">Module</Th>
              <SortableTh isNumeric {...sortBy('sentIn')}>
                Sent in
              </SortableTh>
              <SortableTh isNumeric className="max-sm:hidden" {...sortBy('tokens')}>
                Tokens
              </SortableTh>
              <SortableTh isNumeric {...sortBy('needs')}>
                Needs
              </SortableTh>
              <SortableTh isNumeric {...sortBy('neededBy')}>
                Needed by
              </SortableTh>
              <Th className="max-sm:hidden">
                <span className="sr-only">Follow</span>
              </Th>
            </tr>
          </TableHead>
          <tbody>
            {sorted.slice(0, rows).map(({ moduleId, name, path, sentIn, tokens, allNeeds, neededBy, missing }) => (
              <tr key={moduleId}>
                <Td className="max-w-80 min-w-28 max-sm:max-w-0">
                  <WorkspaceLink
                    href={`/modules/${encodeURIComponent(moduleId)}`}
                    title={path === null ? moduleId : normalizePath(path)}
                    className="block truncate rounded-md hover:underline"
                  >
                    {name}
                  </WorkspaceLink>
                </Td>
                <Td className="tabular text-right">{formatNumber(sentIn)}</Td>
                <Td className="tabular text-right max-sm:hidden">{formatNumber(tokens)}</Td>
                <Td className="tabular whitespace-nowrap text-right">
                  {formatNumber(allNeeds)}
                  {missing > 0 && <span className="text-danger"> · {missing} missing</span>}
                </Td>
                <Td className="tabular text-right">{formatNumber(neededBy)}</Td>
                <Td className="py-0 text-right max-sm:hidden">
                  {allNeeds + neededBy + missing > 0 && (
                    <Button size="sm" variant="ghost" aria-label={`Draw ${name}`} onClick={() => onFollow(moduleId)}>
                      Draw
                    </Button>
                  )}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
      {sorted.length > rows && (
        <Button size="sm" className="self-start" onClick={() => setRows(rows + ROWS)}>
          Show more: {formatNumber(sorted.length - rows)} modules
        </Button>
      )}
    </>
  )
}
