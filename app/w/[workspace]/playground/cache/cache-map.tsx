'use client'

import { useQuery } from '@tanstack/react-query'
import { DatabaseZap } from 'lucide-react'
import { modelLabel } from '@/components/context/model-label'
import { ClientError } from '@/components/data/api-client'
import { CsvButton } from '@/components/data/csv-button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { formatCompact, formatNumber, formatUsd } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { Skeleton } from '@/components/ui/skeleton'
import { Table, TableHead, Td, Th } from '@/components/ui/table'
import type { CacheMap as Cached, CacheTurn } from '@/lib/schemas/contexts/cache-map'
import { cacheMapQuery } from '../queries'
import { tellPrefix } from './cache-words'

/** What providers read from their caches, turn by turn, beside what was expected. */
export function CacheMap({ conversationId }: { conversationId: string }) {
  const { data, error, refetch } = useQuery(cacheMapQuery(conversationId))
  if (error && !data) {
    return (
      <ErrorState
        title="The cache map could not be loaded"
        description={error.message}
        requestId={error instanceof ClientError ? error.requestId : undefined}
        onRetry={() => void refetch()}
      />
    )
  }
  if (!data) {
    return (
      <div role="status" aria-label="Loading the cache map">
        <Skeleton className="h-40 w-full" />
      </div>
    )
  }
  if (data.turns.length === 0) {
    return (
      <EmptyState
        icon={DatabaseZap}
        title="Nothing that could be cached yet"
        description="No provider’s model has answered in this conversation. The offline model has no cache."
      />
    )
  }
  return (
    <div className="space-y-2">
      <span className="flex justify-end">
        <CsvButton name="cache map" read={() => toTurnTable(data.turns)} />
      </span>
      <ScrollRegion label="Table of the turns">
        <Table aria-label="Cache map">
          <TableHead>
            <tr>
              <Th className="max-sm:w-full">Turn</Th>
              <Th className="max-sm:hidden">Stable prefix</Th>
              <Th className="text-right max-sm:hidden">Prefix</Th>
              <Th className="text-right max-sm:px-2">Expected</Th>
              <Th className="text-right max-sm:px-2">Cached</Th>
              <Th className="text-right max-sm:hidden">Input</Th>
              <Th className="text-right max-sm:px-2">Saved</Th>
            </tr>
          </TableHead>
          <tbody>
            {data.turns.map((turn, at) => (
              <TurnRow key={turn.messageId} turn={turn} at={at + 1} />
            ))}
            <TotalRow total={data.total} />
          </tbody>
        </Table>
      </ScrollRegion>
    </div>
  )
}

function toTurnTable(turns: readonly CacheTurn[]) {
  return [
    ['turn', 'at', 'model', 'column', 'prefix', 'prefixTokens', 'expected', 'cached', 'input', 'savedUsd'],
    ...turns.map(
      ({ at, model, column, state, prefixTokens, predictedTokens, cachedTokens, inputTokens, savedUsd }, i) => [
        ...[i + 1, at, model, column, state],
        ...[prefixTokens, predictedTokens, cachedTokens, inputTokens, savedUsd],
      ],
    ),
  ]
}

function TurnRow({ turn, at }: { turn: CacheTurn; at: number }) {
  const { model, column, prefixTokens, predictedTokens, cachedTokens, inputTokens, savedUsd } = turn
  return (
    <tr>
      <Td className="py-1.5 sm:whitespace-nowrap">
        <span className="tabular">{at}</span> {modelLabel(model)}
        {column !== null && <span className="text-fg-faint"> · column {column}</span>}
        <span className="block text-fg-faint text-xs">
          <RelativeTime date={turn.at} />
        </span>
        <span className="block pt-0.5 text-xs sm:hidden">{tellPrefix(turn)}</span>
      </Td>
      <Td className="min-w-48 py-1.5 max-sm:hidden">{tellPrefix(turn)}</Td>
      <Tokens value={prefixTokens} className="max-sm:hidden" />
      <Tokens value={predictedTokens} />
      <Tokens value={cachedTokens} missing="not told" />
      <Tokens value={inputTokens} missing="not told" className="max-sm:hidden" />
      <Td className="tabular whitespace-nowrap text-right max-sm:px-2">
        {savedUsd === null ? '–' : formatUsd(savedUsd)}
      </Td>
    </tr>
  )
}

function TotalRow({ total }: Pick<Cached, 'total'>) {
  return (
    <tr className="font-medium">
      <Td>Total</Td>
      <Td className="max-sm:hidden" colSpan={2} />
      <Tokens value={total.predictedTokens} />
      <Tokens value={total.cachedTokens} />
      <Tokens value={total.inputTokens} className="max-sm:hidden" />
      <Td className="tabular whitespace-nowrap text-right max-sm:px-2">{formatUsd(total.savedUsd)}</Td>
    </tr>
  )
}

function Tokens({
  value,
  missing = '–',
  className = '',
}: {
  value: number | null
  missing?: string
  className?: string
}) {
  return (
    <Td
      className={`tabular whitespace-nowrap text-right max-sm:px-2 ${className}`}
      title={value === null ? undefined : `${formatNumber(value)} tokens`}
    >
      {value === null ? <span className="text-fg-faint">{missing}</span> : formatCompact(value)}
    </Td>
  )
}
