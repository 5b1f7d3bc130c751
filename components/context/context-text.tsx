'use client'

import { ArrowUpRight, SquareDashedBottom } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import { formatNumber } from '@/components/ui/format-number'
import { ORIGIN_META } from '@/components/ui/origin'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { type CandidateTrace, type Message, REASON_WORDS } from '@/lib/engine'
import { groupSpans, type SpanGroup } from './group-spans'
import type { InspectedContext } from './inspected-context'
import { sourceHref } from './source-href'

type ContextTextProps = {
  context: InspectedContext
  /** Label of the knowledge item to show, e.g. after a citation was opened. */
  focusedLabel?: string | null
}

/** The exact text that was sent, message by message, each part tinted and named by where it comes from. */
export function ContextText({ context, focusedLabel }: ContextTextProps) {
  const root = useRef<HTMLDivElement>(null)
  const { messages, trace } = context
  const groups = useMemo(() => groupSpans(trace.spans), [trace.spans])
  const included = useMemo(
    () => trace.candidates.filter((candidate) => candidate.fate === 'included'),
    [trace.candidates],
  )

  useEffect(() => {
    if (!focusedLabel) return
    const target = root.current?.querySelector<HTMLElement>(`[data-label="${CSS.escape(focusedLabel)}"]`)
    target?.scrollIntoView({ block: 'center' })
    target?.focus({ preventScroll: true })
  }, [focusedLabel])

  return (
    <div ref={root} className="space-y-4 p-3">
      {messages.map((message, messageIndex) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the messages of a composition never change
        <section key={messageIndex} aria-label={`${message.role} message`}>
          <h3 className="mb-1.5 flex items-center gap-2 text-fg-muted text-xs">
            <span className="rounded-md border px-1.5 py-0.5 font-mono">{message.role}</span>
            {message.cacheBreakpoint && (
              <span
                className="inline-flex items-center gap-1"
                title="Providers can cache everything up to the end of this message"
              >
                <SquareDashedBottom className="size-3.5" aria-hidden /> stable prefix
              </span>
            )}
          </h3>
          <div className="space-y-1">
            {groups
              .filter((group) => group.messageIndex === messageIndex)
              .map((group) => (
                <Group
                  key={group.key}
                  group={group}
                  message={message}
                  candidate={candidateOf(group, included)}
                  isFocused={group.label !== undefined && group.label === focusedLabel}
                />
              ))}
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

type GroupProps = { group: SpanGroup; message: Message; candidate: CandidateTrace | undefined; isFocused: boolean }

function Group({ group, message, candidate, isFocused }: GroupProps) {
  const { section, label, moduleId, version, spans } = group
  const isFormatOnly = spans.every((span) => span.origin === 'format')
  const { label: sectionName, icon: Icon } = ORIGIN_META[section]
  return (
    <div
      data-origin={section}
      data-label={label}
      tabIndex={label ? -1 : undefined}
      className={cn(
        'overflow-hidden rounded-md border-l-2 origin-edge focus:outline-none',
        isFocused && 'ring-2 ring-accent',
      )}
    >
      {!isFormatOnly && (
        <div className="flex select-none items-center gap-1.5 px-2 pt-1 text-xs">
          <Icon className="origin-ink size-3.5 shrink-0" aria-hidden />
          <span className="origin-ink shrink-0 font-medium">{sectionName}</span>
          {label && <span className="tabular text-fg-muted">[{label}]</span>}
          {moduleId && (
            <WorkspaceLink
              href={sourceHref(moduleId, group.chunkIds[0])}
              className="inline-flex min-w-0 items-center gap-0.5 truncate font-mono text-fg-muted underline-offset-2 hover:text-fg hover:underline"
              title={`${candidate?.title ?? moduleId}${candidate ? ` — ${REASON_WORDS[candidate.reason]}` : ''}. Open the source.`}
            >
              <span className="truncate">
                {moduleId}@{version}
              </span>
              <ArrowUpRight className="size-3 shrink-0" aria-hidden />
            </WorkspaceLink>
          )}
          {candidate && <span className="truncate text-fg-faint max-sm:hidden">{REASON_WORDS[candidate.reason]}</span>}
          <span className="tabular ml-auto shrink-0 text-fg-faint">{formatNumber(group.tokens)} t</span>
        </div>
      )}
      <pre className="whitespace-pre-wrap break-words px-2 py-1 font-mono text-xs leading-5 [overflow-wrap:anywhere]">
        {spans.map((span) => (
          <span key={span.start} className={span.origin === 'format' ? 'text-fg-faint' : 'origin-tint'}>
            {message.content.slice(span.start, span.end)}
          </span>
        ))}
      </pre>
    </div>
  )
}
