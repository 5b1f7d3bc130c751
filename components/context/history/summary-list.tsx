'use client'

import { ArrowRight, ChevronRight, Pencil, RefreshCw, ScrollText, UnfoldVertical } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Textarea } from '@/components/ui/input'
import { Tokens } from '@/components/ui/tokens'
import type { HistorySummary, SummaryTrace, TurnTrace } from '@/lib/engine'
import type { ConversationSummaryDto } from '@/lib/schemas/conversations/conversation-summary'
import { LIMITS } from '@/lib/schemas/limits'
import { type SummaryChoice, useSummaryChoice } from './summary-choice'
import { describeRange, describeWriter, LEVEL_WORDS } from './summary-words'

type SummaryListProps = {
  summaries: SummaryTrace[]
  turns: TurnTrace[]
  /** As they were sent; undefined while they are loaded. */
  sent: HistorySummary[] | undefined
  error: string | undefined
  onOpen: () => void
}

/** The summaries that stand in for messages: what each tells, what that saved, and what can be done with it. */
export function SummaryList({ summaries, turns, sent, error, onOpen }: SummaryListProps) {
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <ul aria-label="Summaries" className="border-b">
      {summaries.map((traced) => (
        <SummaryRow
          key={traced.summaryId}
          traced={traced}
          turns={turns}
          sent={sent?.find(({ id }) => id === traced.summaryId)}
          error={error}
          isOpen={opened === traced.summaryId}
          onToggle={(isOpen) => {
            setOpened(isOpen ? traced.summaryId : null)
            if (isOpen) onOpen()
          }}
        />
      ))}
    </ul>
  )
}

type SummaryRowProps = {
  traced: SummaryTrace
  turns: TurnTrace[]
  sent: HistorySummary | undefined
  error: string | undefined
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
}

function SummaryRow({ traced, turns, sent, error, isOpen, onToggle }: SummaryRowProps) {
  const { level, tokens, sourceTokens } = traced
  const detailId = useId()
  const choice = useSummaryChoice()
  const inUse = sent && choice?.summaries?.find((summary) => isOfSameRange(summary, sent))
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={detailId}
        onClick={() => onToggle(!isOpen)}
        className="grid w-full grid-cols-[auto_1fr_auto_auto] items-center gap-x-2 px-3 py-1.5 text-left text-sm hover:bg-muted focus-visible:-outline-offset-2"
      >
        <ScrollText className="size-3.5 text-fg-faint" aria-hidden />
        <span className="min-w-0 truncate">
          {LEVEL_WORDS[level]} <span className="text-fg-muted">of {describeRange(traced, turns)}</span>
        </span>
        <span className="flex items-center gap-1 text-xs">
          {sourceTokens !== undefined && (
            <>
              <Tokens value={sourceTokens} className="text-fg-faint" />
              <ArrowRight className="size-3 text-fg-faint" role="img" aria-label="to" />
            </>
          )}
          <Tokens value={tokens} hasUnit />
        </span>
        <ChevronRight className={cn('size-3.5 text-fg-faint', isOpen && 'rotate-90')} aria-hidden />
      </button>
      {isOpen && (
        <div id={detailId} className="space-y-2 bg-surface px-3 py-2 pl-8 text-xs">
          <SummaryText text={sent?.text ?? error ?? 'Loading…'} />
          {choice && inUse && sent && <InUse key={inUse.id} inUse={inUse} sent={sent} choice={choice} />}
          {choice?.summaries && sent && !inUse && (
            <p className="text-fg-faint">This summary is not in use any more: its messages are gone.</p>
          )}
        </div>
      )}
    </li>
  )
}

type InUseProps = { inUse: ConversationSummaryDto; sent: HistorySummary; choice: SummaryChoice }

/** What the next question gets: the summary as it is now, and what can be done with it. */
function InUse({ inUse, sent, choice }: InUseProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const isUnfolded = choice.unfolds.includes(inUse.id)
  if (draft !== null) {
    const isSame = draft.trim() === '' || draft.trim() === inUse.text
    return (
      <form
        className="space-y-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isSame) choice.edit(inUse.id, draft.trim())
          setDraft(null)
        }}
      >
        <Textarea
          autoFocus
          aria-label="Summary"
          rows={6}
          maxLength={LIMITS.conversationSummaryLength}
          className="text-xs"
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !event.nativeEvent.isComposing) setDraft(null)
          }}
        />
        <div className="flex gap-2">
          <Button type="submit" size="sm" variant="primary" disabled={isSame}>
            Save
          </Button>
          <Button type="button" size="sm" variant="ghost" onClick={() => setDraft(null)}>
            Cancel
          </Button>
        </div>
      </form>
    )
  }
  return (
    <>
      {inUse.id !== sent.id && (
        <div className="border-l-2 pl-2">
          <h3 className="text-fg-faint">Changed since. The next question gets:</h3>
          <SummaryText text={inUse.text} />
        </div>
      )}
      <p className="text-fg-faint">{describeWriter(inUse)}</p>
      <div className="flex flex-wrap gap-1.5">
        <Button
          size="sm"
          aria-pressed={isUnfolded}
          disabled={choice.isPending}
          onClick={() => choice.unfold(inUse.id, !isUnfolded)}
        >
          <UnfoldVertical />
          {isUnfolded ? 'Send the summary' : 'Send its turns instead'}
        </Button>
        <Button size="sm" variant="ghost" disabled={choice.isPending} onClick={() => setDraft(inUse.text)}>
          <Pencil />
          Edit
        </Button>
        <Button size="sm" variant="ghost" isPending={choice.isPending} onClick={() => choice.remake(inUse)}>
          <RefreshCw />
          Write anew
        </Button>
      </div>
    </>
  )
}

function SummaryText({ text }: { text: string }) {
  return <p className="whitespace-pre-wrap leading-5 [overflow-wrap:anywhere]">{text}</p>
}

/** Of one range one summary is in use, whatever its words were before. */
function isOfSameRange(summary: ConversationSummaryDto, sent: HistorySummary): boolean {
  return summary.level === sent.level && summary.fromMessageId === (sent.fromTurnId ?? null)
}
