'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useState } from 'react'
import { FateRowHead } from '@/components/context/candidates/fate-row'
import type { InspectedContext } from '@/components/context/inspected-context'
import { preparedQuery } from '@/components/context/prepared-query'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { formatNumber } from '@/components/ui/format-number'
import { Tokens } from '@/components/ui/tokens'
import type { TurnTrace } from '@/lib/engine'
import { countKinds, HISTORY_KINDS, type HistoryRow, KIND_WORDS, kindOf } from './history-kinds'
import { StatedList } from './stated-list'
import { SummaryList } from './summary-list'
import { TurnRow } from './turn-row'

/** A link shows the same message unfolded, among those of the same kind. */
export const historySearchParams = { turns: parseAsStringLiteral(HISTORY_KINDS), turn: parseAsString }

/** The conversation as the context has it: what each message became, why, and what that took. */
export function HistoryView({ context }: { context: InspectedContext }) {
  const { turns = [], summaries = [], stated = [] } = context.trace
  const [{ turns: kind, turn: opened }, setParams] = useQueryStates(historySearchParams)
  const [isSummaryOpen, setIsSummaryOpen] = useState(false)
  const isOpen = turns.some(({ turnId }) => turnId === opened)
  const texts = useQuery({ ...preparedQuery(context.id), enabled: isOpen || isSummaryOpen || stated.length > 0 })
  const textOf = (id: string) => texts.data?.request.turns.find((turn) => turn.id === id)?.content
  if (turns.length === 0 && stated.length === 0) {
    return <EmptyState title="No conversation" description="Nothing was said before this question." />
  }
  const summaryOf = (id: string | undefined) => texts.data?.request.summaries.find((summary) => summary.id === id)?.text
  return (
    <div className="flex flex-col">
      <ul aria-label="Kinds" className="border-b py-1">
        {countKinds({ turns, summaries }).map((row) => (
          <KindRow
            key={row.kind}
            row={row}
            isChosen={row.kind === kind}
            onChoose={(isChosen) => void setParams({ turns: isChosen ? row.kind : null })}
          />
        ))}
      </ul>
      {stated.length > 0 && (
        <StatedList
          stated={stated}
          facts={texts.data?.request.stated}
          error={texts.error?.message}
          placeOf={(id) => turns.findIndex(({ turnId }) => turnId === id) + 1 || undefined}
          onOpen={(turn) => void setParams({ turn, turns: null })}
        />
      )}
      {summaries.length > 0 && (
        <SummaryList
          summaries={summaries}
          turns={turns}
          sent={texts.data?.request.summaries}
          error={texts.error?.message}
          onOpen={() => setIsSummaryOpen(true)}
        />
      )}
      <FateRowHead title="what was said, and what became of it" />
      <ul aria-label="Messages">
        {turns.map((turn, at) =>
          kind !== null && kindOf(turn) !== kind ? null : (
            <TurnRow
              key={turn.turnId}
              turn={turn}
              place={at + 1}
              isOpen={turn.turnId === opened}
              text={textOf(turn.turnId)}
              error={texts.error?.message}
              summary={summaryOf(turn.summaryId)}
              onToggle={(isOpen) => void setParams({ turn: isOpen ? turn.turnId : null })}
            />
          ),
        )}
      </ul>
    </div>
  )
}

type KindRowProps = { row: HistoryRow; isChosen: boolean; onChoose: (isChosen: boolean) => void }

function KindRow({ row, isChosen, onChoose }: KindRowProps) {
  const { kind, turns, tokens, sourceTokens } = row
  return (
    <li>
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={() => onChoose(!isChosen)}
        className={cn(
          'grid w-full grid-cols-[1fr_auto_8rem] items-baseline gap-x-3 px-3 py-1 text-left text-sm hover:bg-muted focus-visible:-outline-offset-2',
          isChosen && 'bg-muted font-medium',
        )}
      >
        <span className={kind === 'missing' ? 'text-fg-muted' : undefined}>{KIND_WORDS[kind]}</span>
        <span className="text-fg-muted text-xs">
          <span className="tabular">{formatNumber(turns)}</span> {turns === 1 ? 'turn' : 'turns'}
        </span>
        <span className="flex items-center justify-end gap-1 text-xs">
          {sourceTokens !== undefined && (
            <>
              <Tokens value={sourceTokens} className="text-fg-faint" />
              <ArrowRight className="size-3 text-fg-faint" role="img" aria-label="to" />
            </>
          )}
          {tokens !== undefined && <Tokens value={tokens} hasUnit />}
        </span>
      </button>
    </li>
  )
}

/** Messages that are sent of all that there are, as the tab's label has it. */
export function countSent(turns: readonly TurnTrace[]): string {
  const sent = turns.filter(({ fate }) => fate === 'included').length
  return `${formatNumber(sent)}/${formatNumber(turns.length)}`
}
