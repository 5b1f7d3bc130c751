'use client'

import { ArrowRight, GitCompareArrows, RotateCcw, TextSearch } from 'lucide-react'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import {
  type ChatMessage,
  firstTextOf,
  refinementOf,
  sourcesOf,
  stepsOf,
  textOf,
  thinkingOf,
  toolUsesOf,
  waitingOf,
} from '@/app/w/[workspace]/playground/chat-message'
import { currentStep } from '@/components/context/steps/step-words'
import { formatMs } from '@/components/context/steps/usage-line'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/error-state'
import { formatCompact, formatNumber } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { listPassages, OFFLINE_MODEL_ID } from '@/lib/engine'
import { toSentContext } from '@/lib/schemas/contexts/sent-context'
import { OFFLINE_CHAT_NOTHING } from '@/lib/schemas/conversations/offline-answer'
import { AnswerCost } from './answer-cost'
import { AnswerText } from './answer-text'
import { FirstAnswer, RefinementLine } from './first-answer'
import { NothingKnown } from './nothing-known'
import { describeFirstAnswer } from './refinement-words'
import { PassagesAhead, SentPassages } from './sent-passages'
import { SourcesNamed } from './sources-named'
import { Thinking } from './thinking'
import { ToolUsed } from './tool-used'
import { useComposition } from './use-composition'
import { useNearView } from './use-near-view'
import { describePassages, describeUsed } from './used-words'

type AnswerMessageProps = {
  message: ChatMessage
  isSelected: boolean
  isStreaming: boolean
  /** The connection is lost; the answer goes on all the same. */
  isLost: boolean
  error: string | null
  onSelect: () => void
  onCite: (label: string) => void
  /** Among the answers to the same question, 1-based; null for the only one. */
  place: { at: number; of: number } | null
  /** Shows what it was given otherwise than the answer before. */
  onCompare?: () => void
  /** What else can be done from here. */
  actions?: ReactNode
  /** Only the last answer can be asked for again. */
  onRetry?: () => void
  /** Only the last answer, where it ended early, can be continued. */
  onContinue?: () => void
}

const NO_LABELS: ReadonlySet<string> = new Set()

/** What scrolls with the answers. */
const THREAD = '[data-thread]'

export function AnswerMessage(props: AnswerMessageProps) {
  const { message, isSelected, isStreaming, isLost, error, place, actions } = props
  const { onSelect, onCite, onCompare, onRetry, onContinue } = props
  const text = textOf(message)
  const article = useRef<HTMLElement>(null)
  const isNear = useNearView(article, THREAD)
  const known = message.metadata?.context
  // the model that quotes shows what it was sent; those of earlier versions are told of by nothing else
  const isWhole = known === undefined || known.model === OFFLINE_MODEL_ID
  const composition = useComposition(message, isNear && isWhole)
  const { context } = composition
  const sent = useMemo(() => (context ? toSentContext(context) : known), [context, known])
  const labels = useMemo(() => (sent ? new Set(sent.labels) : NO_LABELS), [sent])
  const passages = useMemo(
    () => (context?.usage.model === OFFLINE_MODEL_ID ? listPassages(context) : undefined),
    [context],
  )
  const awaited = sent?.model === OFFLINE_MODEL_ID && !context ? sent.labels.length : 0
  const { status, continuedAt, reusedFromAt, compositionId, usage, firstAnswer } = message.metadata ?? {}
  const waiting = isStreaming && text.length === (continuedAt ?? 0) ? waitingOf(message) : undefined
  const firstText = firstTextOf(message)
  // the second answer can come at once, with the end
  const [wasReadComing, setWasReadComing] = useState(isStreaming)
  if (isStreaming && !wasReadComing) setWasReadComing(true)
  const refinement = refinementOf(message)
  const isLookingFurther = isStreaming && firstText === undefined && refinement !== undefined
  const stands = firstAnswer ? describeFirstAnswer(firstAnswer) : null
  const thinking = thinkingOf(message)
  const toolUses = toolUsesOf(message)
  const sources = sourcesOf(message)
  const isEarly = status === 'stopped' || status === 'interrupted'
  return (
    <article
      ref={article}
      aria-label="Answer"
      data-message={message.id}
      tabIndex={-1}
      className={cn('group rounded-md border border-transparent px-3 py-2', isSelected && 'border-line bg-surface')}
    >
      {thinking !== '' && <Thinking text={thinking} isThinking={isStreaming && text === ''} />}
      {toolUses.map((use) => (
        <ToolUsed key={use.id} use={use} />
      ))}
      {context && sent && passages && passages.length > 0 && (
        <SentPassages
          passages={passages}
          title={describePassages(passages.length, sent)}
          query={context.trace.analysis.standaloneQuery}
          onCite={onCite}
        />
      )}
      {awaited > 0 &&
        (composition.error ? (
          <Notice
            title="The passages could not be loaded."
            className="mb-3"
            action={
              <Button size="sm" onClick={composition.retry}>
                Try again
              </Button>
            }
          />
        ) : (
          <PassagesAhead count={awaited} />
        ))}
      {text === '' && isStreaming ? (
        <div role="status" aria-label="Answering" className="space-y-2 py-1">
          {!sent && <p className="text-fg-muted text-sm">{currentStep(stepsOf(message))?.label}…</p>}
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="h-4 w-1/2" />
        </div>
      ) : (
        <>
          {firstText !== undefined && <FirstAnswer text={firstText} isOpenAtFirst={wasReadComing} />}
          {firstText !== undefined && refinement && <RefinementLine refinement={refinement} isWaiting={false} />}
          <AnswerText text={text} labels={labels} isStreaming={isStreaming && !isLookingFurther} onCite={onCite} />
          {isLookingFurther && refinement && <RefinementLine refinement={refinement} isWaiting />}
        </>
      )}
      {sources.length > 0 && <SourcesNamed sources={sources} />}
      {text === OFFLINE_CHAT_NOTHING && <NothingKnown query={context?.trace.analysis.standaloneQuery} />}
      {waiting && (
        <p role="status" className="mt-1 text-fg-muted text-sm">
          {waiting}
        </p>
      )}
      {error && <Notice tone={isEarly ? 'warning' : 'danger'} title={error} className="mt-2" />}
      {isLost && (
        <Notice
          tone="warning"
          title="The connection is lost. The answer goes on on the server and is read again as soon as it can be reached."
          className="mt-2"
        />
      )}
      <footer className="mt-1.5 flex min-h-7 flex-wrap items-center gap-2 text-fg-faint text-xs">
        {sent && (
          <Button
            size="sm"
            aria-pressed={isSelected}
            onClick={onSelect}
            className="h-auto min-h-7 max-w-full whitespace-normal text-left font-normal text-fg-muted"
          >
            <TextSearch />
            {describeUsed(sent)} · {formatCompact(sent.inputTokens)} tokens · {formatMs(sent.durationMs)}
          </Button>
        )}
        {usage && <AnswerCost usage={usage} />}
        {place && (
          <span>
            answer <span className="tabular">{place.at}</span> of <span className="tabular">{place.of}</span>
          </span>
        )}
        {reusedFromAt && (
          <Badge title="The same model gave it to the very same context. Retry asks the model anew.">
            answered <RelativeTime date={reusedFromAt} /> and given again
          </Badge>
        )}
        {stands !== null && <Badge title={stands}>from words alone</Badge>}
        {continuedAt !== undefined && (
          <Badge title="The model got the same context again, and its own words until there.">
            continued after {formatNumber(continuedAt)} characters
          </Badge>
        )}
        {isEarly && <Badge tone="warning">{status}</Badge>}
        {!isStreaming && (
          <span className="ml-auto flex flex-wrap items-center justify-end">
            {onContinue && isEarly && text !== '' && compositionId && (
              <Button variant="ghost" size="sm" onClick={onContinue}>
                <ArrowRight />
                Continue
              </Button>
            )}
            {sent && onCompare && (
              <Button
                variant="ghost"
                size="sm"
                title="Compare what the model was given with the answer before this one"
                onClick={onCompare}
              >
                <GitCompareArrows />
                Compare
              </Button>
            )}
            {onRetry && (
              <Button variant="ghost" size="sm" onClick={onRetry}>
                <RotateCcw />
                Retry
              </Button>
            )}
            {actions}
            {text !== '' && <CopyButton text={text} aria-label="Copy the answer" />}
          </span>
        )}
      </footer>
    </article>
  )
}
