'use client'

import { useQuery } from '@tanstack/react-query'
import { Flame } from 'lucide-react'
import { useQueryState } from 'nuqs'
import { StackedChart } from '@/components/chart/lazy-chart'
import { CsvButton } from '@/components/data/csv-button'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { formatNumber } from '@/components/ui/format-number'
import { Skeleton } from '@/components/ui/skeleton'
import { Table, TableHead, Td, Th } from '@/components/ui/table'
import type { ChunkHeatDto } from '@/lib/schemas/insights/chunk-heat'
import { heatQuery } from '../../queries'
import { editorSearchParams } from '../../search-params'
import { describeHeat } from './heat-words'

const SERIES = [
  { key: 'cited', label: 'Cited', color: 'var(--origin-knowledge)' },
  { key: 'answered', label: 'Answered without citing it', color: 'var(--accent)' },
  { key: 'unanswered', label: 'No answer recorded', color: 'var(--origin-reserve)' },
]
/** Rows and bars that can be told apart. */
const SHOWN = 200

function toHeatTable(chunks: ChunkHeatDto['chunks']) {
  return [
    ['chunk', 'heading', 'tokens', 'sentIn', 'answeredIn', 'citedIn'],
    ...chunks.map(({ ordinal, headingPath, tokenCount, sentIn, answeredIn, citedIn }) => [
      ...[ordinal + 1, headingPath.join(' › '), tokenCount, sentIn, answeredIn, citedIn],
    ]),
  ]
}

/** Which chunks of the published version contexts and answers use; closed until somebody asks. */
export function ChunkHeat({ id }: { id: string }) {
  const [isOpen, setIsOpen] = useQueryState('heat', editorSearchParams.heat)
  return (
    <div className="flex flex-col gap-3">
      <Button
        size="sm"
        className="self-start"
        aria-expanded={isOpen}
        onClick={() => void setIsOpen(isOpen ? null : true)}
      >
        <Flame aria-hidden />
        Use of the chunks
      </Button>
      {isOpen && <Loaded id={id} />}
    </div>
  )
}

function Loaded({ id }: { id: string }) {
  const { data, error } = useQuery(heatQuery(id))
  if (error && !data) return <Notice title={error.message} />
  if (!data) return <Skeleton className="h-56 w-full" />
  if (data.chunks.length === 0) return <p className="text-fg-muted text-sm">No version is published yet.</p>
  if (data.contexts === 0) return <p className="text-fg-muted text-sm">{describeHeat(data)}</p>
  return <Heat id={id} heat={data} />
}

function Heat({ id, heat }: { id: string; heat: ChunkHeatDto }) {
  const { chunks } = heat
  const shown = chunks.slice(0, SHOWN)
  return (
    <section aria-label="Use of the chunks" className="flex flex-col gap-2 rounded-md border p-3">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <p className="text-sm">{describeHeat(heat)}</p>
        <CsvButton name={`chunks of ${id}`} read={() => toHeatTable(chunks)} />
      </div>
      <StackedChart
        label="Contexts that each chunk was sent in, and that cite it; the table beneath has the numbers."
        series={SERIES}
        rows={shown.map(({ ordinal, sentIn, answeredIn, citedIn }) => ({
          name: String(ordinal + 1),
          cited: citedIn,
          answered: answeredIn - citedIn,
          unanswered: sentIn - answeredIn,
        }))}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section aria-label="Table of the chunks" tabIndex={0} className="relative max-h-72 overflow-auto">
        <Table aria-label="Use of the chunks">
          <TableHead>
            <tr>
              <Th>Chunk</Th>
              <Th className="text-right">Tokens</Th>
              <Th className="text-right">Sent in</Th>
              <Th className="text-right">Answered</Th>
              <Th className="text-right">Cited in</Th>
            </tr>
          </TableHead>
          <tbody>
            {shown.map(({ ordinal, headingPath, tokenCount, sentIn, answeredIn, citedIn }) => (
              <tr key={ordinal}>
                <Td className="w-full max-w-0">
                  <span className="flex items-center gap-2">
                    <span className="tabular text-fg-faint">{ordinal + 1}</span>
                    <span className="truncate" title={headingPath.join(' › ')}>
                      {headingPath.at(-1) ?? 'Beginning'}
                    </span>
                    {sentIn === 0 && <Badge>never</Badge>}
                  </span>
                </Td>
                <Td className="tabular text-right">{formatNumber(tokenCount)}</Td>
                <Td className="tabular text-right">{formatNumber(sentIn)}</Td>
                <Td className="tabular text-right">{formatNumber(answeredIn)}</Td>
                <Td className="tabular text-right">{answeredIn === 0 ? '–' : formatNumber(citedIn)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </section>
      {chunks.length > SHOWN && (
        <p className="text-fg-muted text-xs">
          The first {SHOWN} chunks are shown; the count above and the file are of all.
        </p>
      )}
    </section>
  )
}
