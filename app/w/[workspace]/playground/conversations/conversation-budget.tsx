'use client'

import { useQuery } from '@tanstack/react-query'
import { ChartColumn } from 'lucide-react'
import { useQueryState } from 'nuqs'
import { conversationBudgetQuery } from '@/app/w/[workspace]/playground/queries'
import { playgroundSearchParams } from '@/app/w/[workspace]/playground/search-params'
import { StackedChart } from '@/components/chart/lazy-chart'
import { modelLabel } from '@/components/context/model-label'
import { CsvButton } from '@/components/data/csv-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { formatNumber } from '@/components/ui/format-number'
import { ORIGIN_META } from '@/components/ui/origin'
import { ScrollRegion } from '@/components/ui/scroll-region'
import { Skeleton } from '@/components/ui/skeleton'
import { Table, TableHead, Td, Th } from '@/components/ui/table'
import { SECTION_NAMES } from '@/lib/engine'
import type { ConversationBudgetDto } from '@/lib/schemas/conversations/conversation-budget'

const SECTIONS = SECTION_NAMES.map((key) => ({ key, label: ORIGIN_META[key].label, color: `var(--origin-${key})` }))

/** Opens what the contexts of a conversation were made of, turn by turn. */
export function ConversationBudget({ conversationId }: { conversationId: string }) {
  const [isOpen, setIsOpen] = useQueryState('budget', playgroundSearchParams.budget)
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(next) => void setIsOpen(next || null)}
      size="lg"
      title="Budget over the turns"
      description="What each context of this conversation was made of, in tokens."
      trigger={
        <Button variant="ghost" size="sm" className="text-fg-muted">
          <ChartColumn />
          Budget over the turns
        </Button>
      }
    >
      {isOpen && <Loaded conversationId={conversationId} />}
    </Dialog>
  )
}

function Loaded({ conversationId }: { conversationId: string }) {
  const { data, error, refetch } = useQuery(conversationBudgetQuery(conversationId))
  if (error && !data) {
    return <ErrorState title="This could not be loaded" description={error.message} onRetry={() => void refetch()} />
  }
  if (!data) return <Skeleton className="h-56 w-full" />
  if (data.turns.length === 0) {
    return <p className="text-fg-muted text-sm">No context of this conversation is kept.</p>
  }
  return <Turns budget={data} />
}

function toBudgetTable(turns: ConversationBudgetDto['turns']) {
  return [
    ['turn', 'question', ...SECTION_NAMES, 'all', 'prefixKept', 'composition'],
    ...turns.map(({ compositionId, query, tokens, inputTokens, isPrefixKept }, at) => [
      ...[at + 1, query, ...SECTION_NAMES.map((name) => tokens[name]), inputTokens],
      ...[isPrefixKept === null ? null : isPrefixKept ? 'yes' : 'no', compositionId],
    ]),
  ]
}

function Turns({ budget: { turns, isAll } }: { budget: ConversationBudgetDto }) {
  const latest = turns.at(-1)
  return (
    <div className="space-y-3">
      <StackedChart
        label="Tokens by section for each turn; the table beneath has the numbers."
        series={SECTIONS}
        rows={turns.map(({ tokens }, at) => ({ ...tokens, name: String(at + 1) }))}
      />
      {latest && (
        <p className="text-fg-muted text-xs">
          The window of {modelLabel(latest.model)} has {formatNumber(latest.contextWindow)} tokens;{' '}
          {formatNumber(latest.reservedForResponse)} of them are kept free for the answer.
          {!isAll && ` These are the latest ${turns.length} contexts.`}
        </p>
      )}
      <span className="flex justify-end">
        <CsvButton name="budget over the turns" read={() => toBudgetTable(turns)} />
      </span>
      <ScrollRegion label="Table of the turns">
        <Table aria-label="Budget by turn">
          <TableHead>
            <tr>
              <Th>Turn</Th>
              <Th>Question</Th>
              {SECTIONS.map(({ key, label }) => (
                <Th key={key} className="text-right">
                  {label}
                </Th>
              ))}
              <Th className="text-right">All</Th>
              <Th>Prefix</Th>
            </tr>
          </TableHead>
          <tbody>
            {turns.map(({ compositionId, query, tokens, inputTokens, isPrefixKept }, at) => (
              <tr key={compositionId}>
                <Td className="tabular">{at + 1}</Td>
                <Td className="max-w-48">
                  <span className="block truncate" title={query}>
                    {query}
                  </span>
                </Td>
                {SECTIONS.map(({ key }) => (
                  <Td key={key} className="tabular text-right">
                    {formatNumber(tokens[key])}
                  </Td>
                ))}
                <Td className="tabular text-right">{formatNumber(inputTokens)}</Td>
                <Td className="text-fg-muted">{isPrefixKept === null ? '–' : isPrefixKept ? 'kept' : 'new'}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
    </div>
  )
}
