'use client'

import { useState } from 'react'
import { useSorted } from '@/components/data/use-sorted'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { formatNumber, formatPercent } from '@/components/ui/format-number'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { SortableTh, Table, TableHead, Td, Th } from '@/components/ui/table'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ModuleReturnDto } from '@/lib/schemas/insights/token-return'
import { judgeReturn } from './return-words'

/** Rows that are shown at first, and how many come with each click. */
const ROWS = 100

const COLUMNS = {
  tokens: ({ tokens }: ModuleReturnDto) => tokens,
  sentIn: ({ sentIn }: ModuleReturnDto) => sentIn,
  cited: ({ cited }: ModuleReturnDto) => cited,
  carries: ({ carries, checks }: ModuleReturnDto) => carries ?? checks,
}

type ReturnTableProps = { modules: ModuleReturnDto[]; inputTokens: number }

export function ReturnTable({ modules, inputTokens }: ReturnTableProps) {
  const { sorted, sortBy } = useSorted(modules, COLUMNS, 'tokens')
  const [rows, setRows] = useState(ROWS)
  return (
    <>
      <ScrollRegion label="Table of the modules">
        <Table aria-label="Token return">
          <TableHead>
            <tr>
              <Th className="w-full sm:w-2/5">Module</Th>
              <SortableTh isNumeric {...sortBy('tokens')}>
                Tokens
              </SortableTh>
              <Th className="text-right max-md:hidden">Of all</Th>
              <SortableTh isNumeric className="max-md:hidden" {...sortBy('sentIn')}>
                Sent in
              </SortableTh>
              <SortableTh isNumeric className="max-sm:hidden" {...sortBy('cited')}>
                Cited
              </SortableTh>
              <SortableTh isNumeric className="max-md:hidden" {...sortBy('carries')}>
                Checks
              </SortableTh>
              <Th className="max-sm:hidden">Return</Th>
            </tr>
          </TableHead>
          <tbody>
            {sorted.slice(0, rows).map((module) => (
              <ReturnRow key={module.moduleId} module={module} inputTokens={inputTokens} />
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

function ReturnRow({ module, inputTokens }: { module: ModuleReturnDto; inputTokens: number }) {
  const { moduleId, name, tokens, sentIn, answers, cited, checks, carries } = module
  const { tone, words } = judgeReturn(module)
  return (
    <tr>
      <Td className="min-w-28 max-w-80 max-sm:max-w-0 max-sm:py-1.5">
        <WorkspaceLink
          href={`/modules/${encodeURIComponent(moduleId)}`}
          title={name}
          className="block truncate rounded-md hover:underline"
        >
          {name}
        </WorkspaceLink>
        <Badge tone={tone} className="mt-0.5 sm:hidden">
          {words}
        </Badge>
      </Td>
      <Td className="tabular text-right">{formatNumber(tokens)}</Td>
      <Td className="tabular text-right max-md:hidden">{formatPercent(tokens / Math.max(1, inputTokens))}</Td>
      <Td className="tabular text-right max-md:hidden">{formatNumber(sentIn)}</Td>
      <Td className="tabular whitespace-nowrap text-right max-sm:hidden">
        {answers === 0 ? '–' : `${formatNumber(cited)} of ${formatNumber(answers)}`}
      </Td>
      <Td
        className="tabular text-right max-md:hidden"
        title={carries === null ? 'checks that name it' : `checks that break without it; ${checks} name it`}
      >
        {formatNumber(carries ?? checks)}
      </Td>
      <Td className="max-sm:hidden">
        <Badge tone={tone}>{words}</Badge>
      </Td>
    </tr>
  )
}
