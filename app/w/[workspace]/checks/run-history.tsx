'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LinesChart } from '@/components/chart/lazy-chart'
import { CsvButton } from '@/components/data/csv-button'
import { useReleaseName } from '@/components/release/release-name'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { Section } from '@/components/ui/section'
import { Table, TableHead, Td, Th } from '@/components/ui/table'
import type { QuerySetDto } from '@/lib/schemas/query-sets/query-set'
import { runsQuery } from './queries'
import { RunBadges } from './run-line'
import { RUN_SERIES, toRunRows, toRunTable } from './run-rows'

/** Rows that are shown at first; the picture above has all. */
const ROWS = 10

/** The runs of a set over time: a picture of the shares, with the states of the library marked, and the table. */
export function RunHistory({ set: { id, name }, release }: { set: QuerySetDto; release: string | undefined }) {
  const nameRelease = useReleaseName()
  const [isWhole, setIsWhole] = useState(false)
  const items = (useQuery(runsQuery(id, release)).data?.items ?? []).filter(({ status }) => status === 'done')
  if (items.length < 2) return null
  const hasMetrics = items.some(({ metrics }) => metrics !== null)
  const { rows, marks } = toRunRows(items, (id) => nameRelease(id) ?? '…')
  return (
    <Section
      title="Runs"
      description="The same state of the library and of the set gives the same result. A line across marks where the release, or what is in it, became another."
      actions={<CsvButton name={`runs of ${name}`} read={() => toRunTable(items)} />}
    >
      <LinesChart
        label={`Runs of ${name} over time: ${RUN_SERIES.map(({ label }) => label).join(', ')}`}
        series={hasMetrics ? [...RUN_SERIES] : [RUN_SERIES[0]]}
        rows={rows}
        marks={marks}
      />
      <ScrollRegion label="Table of the runs">
        <Table>
          <TableHead>
            <tr>
              <Th>When</Th>
              <Th>Result</Th>
              <Th>Release</Th>
              <Th className="text-right">State</Th>
              {hasMetrics && (
                <>
                  <Th className="text-right">recall@10</Th>
                  <Th className="text-right">nDCG@10</Th>
                  <Th className="text-right">MRR</Th>
                  <Th className="text-right">1k / 2k / 4k tokens</Th>
                </>
              )}
            </tr>
          </TableHead>
          <tbody>
            {items.slice(0, isWhole ? items.length : ROWS).map((run) => (
              <tr key={run.id}>
                <Td className="whitespace-nowrap">
                  <RelativeTime date={run.startedAt} />
                </Td>
                <Td>
                  <span className="flex gap-1.5">
                    <RunBadges run={run} />
                  </span>
                </Td>
                <Td>{nameRelease(run.releaseId)}</Td>
                <Td className="tabular text-right">{run.revision}</Td>
                {hasMetrics && (
                  <>
                    {(['recall', 'ndcg', 'mrr'] as const).map((name) => (
                      <Td key={name} className="tabular text-right">
                        {run.metrics?.[name].toFixed(2)}
                      </Td>
                    ))}
                    <Td className="tabular whitespace-nowrap text-right">
                      {run.metrics?.evidence?.map((share) => share.toFixed(2)).join(' / ')}
                    </Td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
      {items.length > ROWS && !isWhole && (
        <Button size="sm" onClick={() => setIsWhole(true)}>
          Show all {items.length} runs
        </Button>
      )}
    </Section>
  )
}
