'use client'

import { Equal, Image as ImageIcon } from 'lucide-react'
import { parseAsBoolean, useQueryState } from 'nuqs'
import { useEffect, useMemo, useRef } from 'react'
import type { InspectedContext } from '@/components/context/inspected-context'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/components/ui/format-number'
import type { CandidateTrace, Message, SectionName } from '@/lib/engine'
import { groupSpans, type SpanGroup } from './group-spans'
import { TextGroup } from './text-group'

type ContextTextProps = {
  context: InspectedContext
  /** Label of the knowledge item to show, e.g. after a citation was opened. */
  focusedLabel?: string | null
  /** Opens the reason why a part is sent; `candidate` is missing for what is no module's. */
  onWhy?: (section: SectionName, candidate: CandidateTrace | undefined) => void
}

/** `user message`, and by number where there are more of its role: `user message 2`. */
function nameOfMessage(messages: Message[], at: number): string {
  const role = messages[at]?.role ?? ''
  const same = messages.filter((message) => message.role === role)
  const place = messages.slice(0, at + 1).filter((message) => message.role === role).length
  return same.length > 1 ? `${role} message ${place}` : `${role} message`
}

/**
 * The exact text that was sent, message by message, each part tinted and named by where it comes from. What was found
 * stands open; the frame around the parts and what is the same between questions are folded until asked for.
 */
export function ContextText({ context, focusedLabel, onWhy }: ContextTextProps) {
  const root = useRef<HTMLDivElement>(null)
  const [isWhole, setIsWhole] = useQueryState('whole', parseAsBoolean.withDefault(false))
  const { messages, trace } = context
  const groups = useMemo(() => groupSpans(trace.spans), [trace.spans])
  const included = useMemo(
    () => trace.candidates.filter((candidate) => candidate.fate === 'included'),
    [trace.candidates],
  )

  useEffect(() => {
    if (!focusedLabel) return
    const target = root.current?.querySelector<HTMLElement>(`[data-label="${CSS.escape(focusedLabel)}"]`)
    // a long passage is read from its beginning
    target?.scrollIntoView({ block: 'start' })
    target?.focus({ preventScroll: true })
  }, [focusedLabel])

  return (
    <div ref={root} className="space-y-4 p-3">
      <p className="flex items-center gap-2 text-fg-muted text-xs">
        <span className="flex-1">
          {isWhole
            ? 'Every character, as the model gets it.'
            : `What was found is open. The frame around it, ${frameWords(groups)}, and the rest are folded.`}
        </span>
        <Button size="sm" aria-pressed={isWhole} onClick={() => void setIsWhole(!isWhole || null)}>
          {isWhole ? 'Fold the frame' : 'Show every character'}
        </Button>
      </p>
      {messages.map((message, messageIndex) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the messages of a composition never change
        <section key={messageIndex} aria-label={nameOfMessage(messages, messageIndex)}>
          <h3 className="mb-1.5 flex items-center gap-2 text-fg-muted text-xs">
            <span className="rounded-md border px-1.5 py-0.5 font-mono">{message.role}</span>
            {message.cacheBreakpoint && (
              <span
                className="inline-flex items-center gap-1"
                title="Providers can cache everything up to the end of this message: it is the same for the next question"
              >
                <Equal className="size-3.5" aria-hidden /> the same between questions
              </span>
            )}
            {message.images && (
              <span className="inline-flex min-w-0 items-center gap-1">
                <ImageIcon className="size-3.5 shrink-0" aria-hidden />
                <span className="truncate">in front: {message.images.map(({ name }) => name).join(', ')}</span>
              </span>
            )}
          </h3>
          <div className="space-y-1">
            {groups
              .filter((group) => group.messageIndex === messageIndex)
              .map((group) => {
                const candidate = candidateOf(group, included)
                const hasReason = candidate !== undefined || group.section === 'history'
                return (
                  <TextGroup
                    key={`${group.key}:${isWhole}`}
                    group={group}
                    message={message}
                    candidate={candidate}
                    isWhole={isWhole}
                    isFocused={group.label !== undefined && group.label === focusedLabel}
                    onWhy={onWhy && hasReason ? () => onWhy(group.section, candidate) : undefined}
                  />
                )
              })}
          </div>
        </section>
      ))}
    </div>
  )
}

function candidateOf(group: SpanGroup, included: CandidateTrace[]): CandidateTrace | undefined {
  const ofModule = included.filter(({ moduleId, version }) => moduleId === group.moduleId && version === group.version)
  return ofModule.find(({ chunkId }) => chunkId && group.chunkIds.includes(chunkId)) ?? ofModule[0]
}

function frameWords(groups: SpanGroup[]): string {
  const tokens = groups
    .flatMap(({ spans }) => spans)
    .reduce((sum, span) => sum + (span.origin === 'format' ? span.tokens : 0), 0)
  return `${formatNumber(tokens)} tokens`
}
