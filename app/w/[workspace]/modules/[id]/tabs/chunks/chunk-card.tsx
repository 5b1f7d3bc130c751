'use client'

import { EyeOff, Pencil, Tags } from 'lucide-react'
import { Fragment, useEffect, useRef, useState } from 'react'
import { InsertedText } from '@/components/context/text/inserted-text'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { formatPercent } from '@/components/ui/format-number'
import { Tokens } from '@/components/ui/tokens'
import { Tooltip } from '@/components/ui/tooltip'
import { type BoundEntry, type Chunk, toPieces } from '@/lib/engine'
import { describeAdded, nameChunk } from '../../editor-words'
import { ChunkTextEditor } from './chunk-text-editor'
import { type Curation, CurationEditor } from './curation-editor'
import { type OverlayEntryDto, toInput } from './use-overlay'

/** A curation with its number. */
type Curated = { entries: OverlayEntryDto[]; version: number }
/** What stood there when somebody began to curate a chunk: what was said of it, and the whole. */
export type Begun = { bound: BoundEntry<OverlayEntryDto>[]; current: Curated }

export type CurateChunk = (chunk: Chunk, begun: Begun, curation: Curation, message: string) => Promise<void>

type ChunkCardProps = {
  chunk: Chunk
  /** What it was cut from, as it stands in the body. */
  source: string
  /** UTF-16 units repeated from the chunk before. */
  overlap: number
  bound: BoundEntry<OverlayEntryDto>[]
  /** The whole curation, as it is now. */
  current: Curated
  isSelected: boolean
  canWrite: boolean
  onGoTo: () => void
  onCurate: CurateChunk
  /** Resolves with whether it was proposed. */
  onPropose: (curation: Curation, begun: Begun) => Promise<boolean>
  whyNotSaved: string
  onReloadOverlay: () => void
  onReplace: (before: string, after: string) => boolean
  /** A form was opened: 1, or closed: -1. */
  onWriting: (by: 1 | -1) => void
}

/** What several entries that ended at one chunk say together. */
function joinEntries(bound: BoundEntry<OverlayEntryDto>[]): Curation {
  const entries = bound.map(({ entry }) => entry)
  return {
    isExcluded: entries.some(({ isExcluded }) => isExcluded),
    keywords: [...new Set(entries.flatMap(({ keywords }) => keywords))],
    questions: [...new Set(entries.flatMap(({ questions }) => questions))],
  }
}

const toText = (bound: BoundEntry<OverlayEntryDto>[]) => JSON.stringify(bound.map(({ entry }) => toInput(entry)))

export function ChunkCard(props: ChunkCardProps) {
  const { chunk, source, overlap, bound, current, isSelected, canWrite, onGoTo, onCurate, onReloadOverlay, onReplace } =
    props
  const card = useRef<HTMLLIElement>(null)
  const text = useForm(props.onWriting)
  const curating = useForm(props.onWriting)
  const [opened, setOpened] = useState<Begun>({ bound, current })
  // whoever writes has seen this, and not what somebody else says of the chunk meanwhile
  const begun = toText(opened.bound) === toText(bound) ? { bound, current } : opened
  const curation = joinEntries(bound)
  const isInserted = toPieces(chunk, chunk.endOffset).some((piece) => piece.isInserted)
  const added = text.isOpen ? '' : describeAdded({ isRepeated: overlap > 0, isInserted })
  useEffect(() => {
    if (isSelected) card.current?.scrollIntoView({ block: 'start' })
  }, [isSelected])
  return (
    <li
      ref={card}
      aria-label={nameChunk(chunk.ordinal)}
      aria-current={isSelected}
      className={cn('scroll-mt-2 overflow-hidden rounded-md border', isSelected && 'border-accent ring-1 ring-accent')}
    >
      <div className="flex min-h-8 items-center gap-2 border-b bg-surface py-0.5 pr-1 pl-2.5 text-fg-faint text-xs">
        <span className="tabular">{chunk.ordinal + 1}</span>
        <button
          type="button"
          onClick={onGoTo}
          title="Show in the source"
          className="min-w-0 flex-1 truncate rounded-md text-left hover:text-fg hover:underline"
        >
          {chunk.headingPath.join(' › ') || 'Before the first heading'}
        </button>
        <Tokens value={chunk.tokenCount} hasUnit className="shrink-0" />
        {canWrite && (
          <>
            <Tooltip content="Edit the text">
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Edit the text of chunk ${chunk.ordinal + 1}`}
                aria-expanded={text.isOpen}
                onClick={text.toggle}
              >
                <Pencil />
              </Button>
            </Tooltip>
            <Tooltip content="Keywords, questions, exclusion">
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Curate chunk ${chunk.ordinal + 1}`}
                aria-expanded={curating.isOpen}
                onClick={() => {
                  if (!curating.isOpen) setOpened({ bound, current })
                  curating.toggle()
                }}
              >
                <Tags />
              </Button>
            </Tooltip>
          </>
        )}
      </div>
      {curating.isOpen ? (
        <CurationEditor
          curation={curation}
          onSave={async (next, message) => {
            await onCurate(chunk, begun, next, message)
            curating.close()
          }}
          onPropose={async (next) => {
            if (await props.onPropose(next, begun)) curating.close()
          }}
          whyNotSaved={props.whyNotSaved}
          onTyped={curating.onTyped}
          onCancel={curating.close}
          onReload={() => {
            onReloadOverlay()
            curating.close()
          }}
        />
      ) : (
        bound.length > 0 && (
          <CurationSummary curation={curation} overlap={Math.min(...bound.map((one) => one.overlap))} />
        )
      )}
      {added !== '' && <p className="border-b px-2.5 py-1.5 text-fg-muted text-xs">{added}</p>}
      {text.isOpen ? (
        <ChunkTextEditor
          text={source}
          isAddedTo={isInserted}
          onReplace={onReplace}
          onTyped={text.onTyped}
          onClose={text.close}
        />
      ) : (
        <pre
          className={cn(
            'whitespace-pre-wrap break-words px-2.5 py-2 font-mono text-xs leading-5',
            curation.isExcluded && 'text-fg-faint',
          )}
        >
          <ChunkText chunk={chunk} overlap={overlap} />
        </pre>
      )}
    </li>
  )
}

/** Whether a form is open. Its button closes it as long as nothing was typed in it; then the form's own buttons do. */
function useForm(onWriting: (by: 1 | -1) => void) {
  const [isOpen, setIsOpen] = useState(false)
  const isTyped = useRef(false)
  useEffect(() => {
    if (!isOpen) return
    onWriting(1)
    return () => onWriting(-1)
  }, [isOpen, onWriting])
  const close = () => {
    isTyped.current = false
    setIsOpen(false)
  }
  return {
    isOpen,
    close,
    toggle: () => (isOpen && !isTyped.current ? close() : setIsOpen(true)),
    onTyped: (now: boolean) => {
      isTyped.current = now
    },
  }
}

/** As it is sent; what a chunk repeats of the one before it has no edits, and stands first. */
function ChunkText({ chunk, overlap }: Pick<ChunkCardProps, 'chunk' | 'overlap'>) {
  return toPieces(chunk, chunk.endOffset).map(({ text, start, isInserted }, at) => {
    if (isInserted) return <InsertedText key={`${start} inserted`} text={text} className="text-fg-muted" />
    const repeated = at === 0 ? overlap : 0
    return (
      <Fragment key={start}>
        {repeated > 0 && (
          <span className="bg-muted text-fg-faint" title="Repeated from the chunk before">
            {text.slice(0, repeated)}
          </span>
        )}
        {text.slice(repeated)}
      </Fragment>
    )
  })
}

function CurationSummary({ curation, overlap }: { curation: Curation; overlap: number }) {
  const { isExcluded, keywords, questions } = curation
  return (
    <div className="space-y-1.5 border-b px-2.5 py-2 text-xs">
      <div className="flex flex-wrap items-center gap-1.5">
        {isExcluded && (
          <Badge tone="warning">
            <EyeOff aria-hidden />
            kept from retrieval
          </Badge>
        )}
        {keywords.map((keyword) => (
          <Badge key={keyword} tone="accent">
            {keyword}
          </Badge>
        ))}
        {overlap < 1 && (
          <span
            className="text-fg-faint"
            title="The text was changed since it was curated; save it again to anchor it here"
          >
            {formatPercent(overlap)} of the text it was said of
          </span>
        )}
      </div>
      {questions.length > 0 && (
        <ul className="space-y-0.5 text-fg-muted">
          {questions.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
