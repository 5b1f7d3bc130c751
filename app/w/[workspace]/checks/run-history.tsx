'use client'

import { useQuery } from '@tanstack/react-query'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/relative-time'
import { Section } from '@/components/ui/section'
import { Table, TableHead, Td, Th } from '@/components/ui/table'
import { runsQuery } from './queries'
import { RunBadges } from './run-line'

/** Rows that are told; the strip above has all. */
const ROWS = 10

/** The runs of a set over time: a strip of them, the latest at the right, and a table of the latest. */
export function RunHistory({ setId }: { setId: string }) {
  const items = (useQuery(runsQuery(setId)).data?.items ?? []).filter(({ status }) => status === 'done')
  if (items.length < 2) return null
  const hasStrip = items.length > ROWS
  const hasMetrics = items.some(({ metrics }) => metrics !== null)
  return (
    <Section
      title="Runs"
      description="The latest first. The same state of the library and of the set gives the same result."
    >
      {hasStrip && (
        <div className="flex h-10 items-end gap-px" aria-hidden>
          {items.toReversed().map(({ id, held, failed, broken }) => {
            const share = held / Math.max(1, held + failed + broken)
            return (
              <span key={id} className="flex h-full w-3 flex-col justify-end bg-danger/30">
                <span
                  className={cn('w-full', share === 1 ? 'bg-success' : 'bg-success/70')}
                  style={{ height: `${share * 100}%` }}
                />
              </span>
            )
          })}
        </div>
      )}
      <div className="overflow-x-auto rounded-md border">
        <Table>
          <TableHead>
            <tr>
              <Th>When</Th>
              <Th>Result</Th>
              <Th>Release</Th>
              <Th className="text-right">State</Th>
              {hasMetrics && <Th className="text-right">recall@10</Th>}
              {hasMetrics && <Th className="text-right">nDCG@10</Th>}
              {hasMetrics && <Th className="text-right">MRR</Th>}
            </tr>
          </TableHead>
          <tbody>
            {items.slice(0, ROWS).map((run) => (
              <tr key={run.id}>
                <Td className="whitespace-nowrap">
                  <RelativeTime date={run.startedAt} />
                </Td>
                <Td>
                  <span className="flex gap-1.5">
                    <RunBadges run={run} />
                  </span>
                </Td>
                <Td>{run.releaseId}</Td>
                <Td className="tabular text-right">{run.revision}</Td>
                {hasMetrics &&
                  (['recall', 'ndcg', 'mrr'] as const).map((name) => (
                    <Td key={name} className="tabular text-right">
                      {run.metrics?.[name].toFixed(2)}
                    </Td>
                  ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </Section>
  )
}
