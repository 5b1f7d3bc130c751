'use client'

import { ArrowUpRight, ChevronRight } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { ModuleActions } from '@/components/context/candidates/module-actions'
import { nameVersion } from '@/components/context/name-version'
import { rangesOfChunks, sourceHref } from '@/components/context/source-href'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { ORIGIN_META } from '@/components/ui/origin'
import { Tokens } from '@/components/ui/tokens'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { type CandidateTrace, type Message, REASON_WORDS } from '@/lib/engine'
import type { SpanGroup } from './group-spans'
import { InsertedText } from './inserted-text'

type TextGroupProps = {
  group: SpanGroup
  message: Message
  candidate: CandidateTrace | undefined
  /** The frame is shown too, and nothing is folded at first. */
  isWhole: boolean
  isFocused: boolean
  /** Opens the reason why it is sent. */
  onWhy?: () => void
}

/** One part of a message; folded text stays in the page, so that what is there is always all that was sent. */
export function TextGroup({ group, message, candidate, isWhole, isFocused, onWhy }: TextGroupProps) {
  const { section, label, moduleId, version, spans } = group
  const [isOpen, setIsOpen] = useState(isWhole || section === 'knowledge' || section === 'query')
  const textId = useId()
  // who follows a citation wants to read it
  useEffect(() => {
    if (isFocused) setIsOpen(true)
  }, [isFocused])
  const isFrame = spans.every((span) => span.origin === 'format')
  const { label: sectionName, icon: Icon } = ORIGIN_META[section]
  const [chunkId] = group.chunkIds
  const href = sourceHref(moduleId ?? '', chunkId, rangesOfChunks(spans).get(chunkId ?? ''))
  const title = candidate?.title ?? moduleId ?? ''
  return (
    <div
      data-origin={section}
      data-label={label}
      tabIndex={label ? -1 : undefined}
      hidden={isFrame && !isWhole}
      className={cn(
        'group/part relative scroll-mt-3 overflow-hidden rounded-md border-l-2 origin-edge focus:outline-none',
        isFocused && 'ring-2 ring-accent',
      )}
    >
      {!isFrame && (
        <div className="flex select-none items-center gap-1.5 px-2 pt-1 text-xs">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={textId}
            onClick={() => setIsOpen(!isOpen)}
            className="flex shrink-0 items-center gap-1.5 rounded-md"
          >
            <ChevronRight className={cn('size-3 text-fg-faint', isOpen && 'rotate-90')} aria-hidden />
            <Icon className="origin-ink size-3.5" aria-hidden />
            <span className="origin-ink font-medium">{sectionName}</span>
            {label && <span className="tabular text-fg-muted">[{label}]</span>}
          </button>
          {moduleId && (
            <WorkspaceLink
              href={href}
              className="inline-flex min-w-0 items-center gap-0.5 truncate text-fg-muted underline-offset-2 hover:text-fg hover:underline"
              title={`${nameVersion(moduleId, version)}${candidate ? ` — ${REASON_WORDS[candidate.reason]}` : ''}. Open the source.`}
            >
              <span className="truncate">{title}</span>
              <ArrowUpRight className="size-3 shrink-0" aria-hidden />
            </WorkspaceLink>
          )}
          {candidate && (
            <span className="min-w-0 shrink-[9] truncate text-fg-faint max-sm:hidden">
              {REASON_WORDS[candidate.reason]}
            </span>
          )}
          <span className="ml-auto flex shrink-0 items-center gap-1">
            {moduleId ? (
              <ModuleActions
                {...{ moduleId, title, href }}
                onWhy={onWhy}
                readPassage={() => ({ text: readSelected(textId) ?? textOf(spans, message) })}
                className="absolute top-0.5 right-1 rounded-md border bg-background opacity-0 focus-within:opacity-100 group-hover/part:opacity-100 pointer-coarse:static pointer-coarse:border-0 pointer-coarse:opacity-100"
              />
            ) : (
              onWhy && (
                <Button
                  variant="ghost"
                  size="sm"
                  aria-label={`Why ${sectionName} is sent`}
                  onClick={onWhy}
                  className="h-6 underline decoration-dotted underline-offset-2"
                >
                  Why
                </Button>
              )
            )}
            <Tokens value={group.tokens} hasUnit className="text-fg-faint" />
          </span>
        </div>
      )}
      <pre
        id={textId}
        hidden={!isOpen}
        className="whitespace-pre-wrap px-2 py-1 font-mono text-xs leading-5 [overflow-wrap:anywhere]"
      >
        {spans.map((span) => {
          const isFormat = span.origin === 'format'
          const text = message.content.slice(span.start, span.end)
          if (span.origin === 'inserted') return <InsertedText key={span.start} text={text} className="origin-tint" />
          return (
            <span key={span.start} hidden={isFormat && !isWhole} className={isFormat ? 'text-fg-faint' : 'origin-tint'}>
              {text}
            </span>
          )
        })}
      </pre>
    </div>
  )
}

/** What is selected in a text of the page; nothing where the selection is elsewhere. */
function readSelected(id: string): string | null {
  const selection = window.getSelection()
  const text = selection?.toString().trim() ?? ''
  const element = document.getElementById(id)
  const isInside = element?.contains(selection?.anchorNode ?? null) && element.contains(selection?.focusNode ?? null)
  return isInside && text !== '' ? text : null
}

/** The module's own text, without the frame around it. */
const textOf = (spans: SpanGroup['spans'], message: Message) =>
  spans
    .filter(({ origin }) => origin !== 'format')
    .map(({ start, end }) => message.content.slice(start, end))
    .join('\n')
