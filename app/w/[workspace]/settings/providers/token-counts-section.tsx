'use client'

import { useQuery } from '@tanstack/react-query'
import { Ruler } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { formatNumber } from '@/components/ui/format-number'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { Table, TableHead, Td, Th } from '@/components/ui/table'
import type { TokenCalibrationDto } from '@/lib/schemas/contexts/token-calibration'
import { tokenCalibrationsQuery } from './queries'

/** On a narrow screen only what one acts on. */
const COLUMNS = [
  { name: 'Answers', isWide: false },
  { name: 'Of o200k', isWide: true },
  { name: 'Error before', isWide: true },
  { name: 'Error now', isWide: false },
  { name: 'Margin', isWide: false },
]

/** One decimal: errors are often below one per cent. */
function formatShare(share: number | null): string {
  return share === null ? '–' : `${(100 * share).toFixed(1)}%`
}

export function TokenCountsSection() {
  const { data, error, refetch } = useQuery(tokenCalibrationsQuery())
  return (
    <Section
      title="Token counts"
      description="OpenAI’s tokenizers are built in, and those of some open models can be installed. For every other model tokens are estimated, and the estimate learns from the input tokens that the provider returns with each answer: it stays on the safe side of 95% of them."
    >
      {error && !data ? (
        <ErrorState title="The token counts could not be loaded" description={error.message} onRetry={refetch} />
      ) : !data ? (
        <div role="status" aria-label="Loading token counts">
          <Skeleton className="h-24 w-full" />
        </div>
      ) : data.items.length === 0 ? (
        <EmptyState
          icon={Ruler}
          headingLevel={3}
          title="No answers yet"
          description="Ask a provider’s model something in the playground; from then on its counts and their error are shown here."
        />
      ) : (
        <div className="overflow-x-auto rounded-md border">
          <Table aria-label="Token counts by model">
            <TableHead>
              <tr>
                <Th>Model</Th>
                {COLUMNS.map(({ name, isWide }) => (
                  <Th key={name} className={cn('text-right', isWide && 'max-sm:hidden')}>
                    {name}
                  </Th>
                ))}
              </tr>
            </TableHead>
            <tbody>
              {data.items.map((item) => (
                <CalibrationRow key={item.model} item={item} />
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </Section>
  )
}

function CalibrationRow({ item }: { item: TokenCalibrationDto }) {
  const { model, answers, percent, isExact, errorPercent, errorBefore, errorAfter, margin, vocabulary } = item
  // what is learned of the estimate is not used beside the model’s own vocabulary
  const isUsed = vocabulary === null
  return (
    <tr>
      <Td className="min-w-28 py-1.5 [overflow-wrap:anywhere]">
        {model} <Badge>{isExact ? 'exact' : `estimated ±${errorPercent}%`}</Badge>
      </Td>
      <Td className="tabular text-right">{formatNumber(answers)}</Td>
      <Td className="tabular whitespace-nowrap text-right max-sm:hidden">{isUsed ? `${percent}%` : '–'}</Td>
      <Td className="tabular whitespace-nowrap text-right text-fg-muted max-sm:hidden">{formatShare(errorBefore)}</Td>
      <Td className="tabular whitespace-nowrap text-right">{formatShare(isUsed ? errorAfter : null)}</Td>
      <Td className="tabular whitespace-nowrap text-right">{formatShare(isUsed ? margin : null)}</Td>
    </tr>
  )
}
