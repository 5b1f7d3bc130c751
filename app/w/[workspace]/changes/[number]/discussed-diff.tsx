'use client'

import { MessageSquarePlus } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { type ComponentProps, Fragment, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { DiffLine } from '@/components/source/diff-cards'
import { SourceDiff } from '@/components/source/source-diff'
import { Button } from '@/components/ui/button'
import type { ThreadDto } from '@/lib/schemas/changes/discussion'
import type { Me } from '../../discussion/me'
import { changeSearchParams } from '../search-params'
import { PendingList } from './pending-list'
import { type PendingThread, usePendingReview } from './pending-review'
import { type SaveText, useApply } from './use-apply'
import { type TextLine, useCounts, useGutters, useReveal, useRooms } from './use-diff-lines'
import { type EditRef, usePlacedThreads } from './use-placed-threads'
import { goToThread } from './use-thread-keys'

type Side = Pick<ComponentProps<typeof SourceDiff>['left'], 'label' | 'source'>
type DiscussedDiffProps = {
  number: number
  edit: EditRef
  /** What people call what is edited. */
  name: string
  left: Side
  right: Side
  me: Me
  /** The request has not ended: a review can be sent. */
  isOpen: boolean
  /** Stores another proposed text, or says why that cannot be changed now; null for who may not. */
  onSave: SaveText
  /** Why no other line can be suggested; undefined where it can. */
  noSuggestion?: string | undefined
}

/** The two texts of an edit, with what people say of a line under it. */
export function DiscussedDiff(props: DiscussedDiffProps) {
  const { number, edit, name, left, right, me, isOpen, onSave, noSuggestion } = props
  const toTaking = useApply(right.source, onSave, noSuggestion)
  const discussed = usePlacedThreads(number, me, { isOpen, toTaking })
  const [{ thread: selected }] = useQueryStates(changeSearchParams)
  const [cursor, setCursor] = useState<TextLine | null>(null)
  const [composed, setComposed] = useState<TextLine | null>(null)
  const threads = discussed.threads.filter((each) => isOf(edit, each) && each.anchor !== null)
  const standing = threads.filter((each) => lineOf(each) !== null).sort(byLine)
  const outdated = threads.filter((each) => lineOf(each) === null)
  const pending = usePendingReview(number).review.threads.filter((each) => isOf(edit, each))
  const texts = { old: left.source, new: right.source }
  const waiting = pending.filter((each) => isIn(texts, each))
  const press = (line: TextLine) => {
    // a mark with a number leads to what it counts
    const first = standing.find((thread) => thread.resolvedAt === null && isOn(line, lineOf(thread)))
    if (first) goToThread(first.id)
    else if (me.canComment) setComposed(line)
  }
  const gutters = useGutters({ onCursor: setCursor, onPress: press })
  useCounts(gutters, countLines(standing))
  const rooms = useRooms(gutters, [
    ...standing.flatMap((thread) => lineOf(thread) ?? []),
    ...waiting.flatMap(({ anchor }) => anchor ?? []),
    ...(composed ? [composed] : []),
  ])
  const reveal = (id: string) => {
    const line = standing.find((thread) => thread.id === id)
    if (line) gutters.cards.reveal(lineOf(line)!)
  }
  const holder = useReveal(reveal)
  const isSelectedHere = rooms.length > 0 && standing.some(({ id }) => id === selected)
  useEffect(() => {
    if (isSelectedHere && selected !== null) goToThread(selected)
  }, [isSelectedHere, selected])
  const close = () => {
    if (composed) gutters.cards.focusLine(composed)
    setComposed(null)
  }
  return (
    <div className="space-y-3">
      <div ref={holder} data-threads={standing.map(({ id }) => id).join(' ')}>
        <SourceDiff
          left={{ ...left, extension: gutters.extensions.old }}
          right={{ ...right, extension: gutters.extensions.new }}
          isTall
        />
      </div>
      {rooms.map(({ room, ...line }) => (
        <Fragment key={`${line.side} ${line.line}`}>
          {createPortal(
            <div className="space-y-2 border-y bg-muted/40 p-2">
              {standing
                .filter((thread) => isOn(line, lineOf(thread)))
                .map((thread) => discussed.toCard(thread, { isInPlace: true }))}
              <PendingList number={number} threads={waiting.filter(({ anchor }) => isOn(line, anchor))} isInPlace />
              {composed && isOn(line, composed) && (
                <section aria-label="New comment" className="rounded-md border bg-background p-2">
                  {discussed.toForm({
                    about: { ...edit, anchor: composed },
                    draftKey: `line:${number}:${edit.moduleId ?? edit.policyId ?? edit.querySetId}:${composed.side}:${composed.line}`,
                    label: `Comment on ${nameLine(composed)}`,
                    on: `${name}, ${nameLine(composed)}`,
                    ...(noSuggestion === undefined && composed.side === 'new' ? { suggestFor: composed.text } : {}),
                    onDone: close,
                  })}
                  {noSuggestion && composed.side === 'new' && (
                    <p className="mt-1 text-fg-muted text-xs">{noSuggestion}</p>
                  )}
                </section>
              )}
            </div>,
            room,
          )}
        </Fragment>
      ))}
      {me.canComment && !composed && (
        <div className="flex flex-wrap items-center gap-2">
          <Button size="sm" aria-disabled={cursor === null} onClick={() => setComposed(cursor)}>
            <MessageSquarePlus />
            {cursor ? `Comment on ${nameLine(cursor)}` : 'Comment on a line'}
          </Button>
          {!cursor && (
            <span className="text-fg-faint text-xs">
              Put the cursor on a line and press Enter, or press + beside its number.
            </span>
          )}
        </div>
      )}
      <PendingList number={number} threads={pending.filter((each) => !waiting.includes(each))} />
      {outdated.length > 0 && (
        <section aria-label="Threads on earlier texts" className="space-y-3">
          {outdated.map((thread) => discussed.toCard(thread))}
        </section>
      )}
    </div>
  )
}

type Subject = { [Name in keyof EditRef]-?: string | null | undefined }
const isOf = (edit: EditRef, { moduleId, policyId, querySetId }: Partial<Subject>) =>
  (edit.moduleId ?? null) === (moduleId ?? null) &&
  (edit.policyId ?? null) === (policyId ?? null) &&
  (edit.querySetId ?? null) === (querySetId ?? null)

/** Where a thread stands now; null when its line is gone. */
function lineOf({ anchor }: ThreadDto): DiffLine | null {
  return anchor && anchor.currentLine !== null ? { side: anchor.side, line: anchor.currentLine } : null
}

const isOn = ({ side, line }: DiffLine, other: DiffLine | null | undefined) =>
  other?.side === side && other.line === line

const byLine = (a: ThreadDto, b: ThreadDto) =>
  (lineOf(a)?.line ?? 0) - (lineOf(b)?.line ?? 0) || a.createdAt.localeCompare(b.createdAt)

const nameLine = ({ side, line }: DiffLine) => `line ${line}, ${side === 'new' ? 'proposed' : 'before'}`

/** Whether the line that a comment waits for to be sent still stands where it was written. */
function isIn(texts: Record<DiffLine['side'], string>, { anchor }: PendingThread): boolean {
  return anchor !== undefined && texts[anchor.side].split(/\r?\n/)[anchor.line - 1] === anchor.text
}

function countLines(standing: ThreadDto[]): Record<DiffLine['side'], Map<number, number>> {
  const counts = { old: new Map<number, number>(), new: new Map<number, number>() }
  for (const thread of standing) {
    const at = thread.resolvedAt === null ? lineOf(thread) : null
    if (at) counts[at.side].set(at.line, (counts[at.side].get(at.line) ?? 0) + 1)
  }
  return counts
}
