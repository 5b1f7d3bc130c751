'use client'

import { MessageSquarePlus } from 'lucide-react'
import { type ComponentProps, useEffect, useRef, useState } from 'react'
import { createLineMarks } from '@/components/source/line-marks'
import { SourceDiff } from '@/components/source/source-diff'
import { Button } from '@/components/ui/button'
import type { ThreadDto, ThreadSide } from '@/lib/schemas/discussion'
import type { Me } from '../../discussion/me'
import { PendingList } from './pending-list'
import { useApply } from './use-apply'
import { usePlacedThreads } from './use-placed-threads'
import { goToThread } from './use-thread-keys'

type Side = ComponentProps<typeof SourceDiff>['left']
type DiscussedDiffProps = {
  number: number
  moduleId: string
  left: Side
  right: Side
  me: Me
  /** The request has not ended: a review can be sent. */
  isOpen: boolean
  /** Of the edit, where its text may be changed. */
  editable?: number
}
type Line = { side: ThreadSide; line: number; text: string }

/** The two texts of an edit, with what people say of their lines. */
export function DiscussedDiff({ number, moduleId, left, right, me, isOpen, editable }: DiscussedDiffProps) {
  const toApply = useApply({ number, moduleId, source: right.source, revision: editable ?? 0 })
  const discussed = usePlacedThreads(number, me, { isOpen, ...(editable === undefined ? {} : { toApply }) })
  const [cursor, setCursor] = useState<Line | null>(null)
  const [composed, setComposed] = useState<Line | null>(null)
  const threads = discussed.threads.filter((each) => each.moduleId === moduleId && each.anchor !== null)
  // a mark with a number leads to what it counts
  const press = (line: Line) => {
    const first = threads.find((thread) => isOpenOn(thread, line))
    if (first) goToThread(first.id)
    else if (me.canComment) setComposed(line)
  }
  const marks = useMarks(setCursor, press)
  const counts = countLines(threads)
  const signature = JSON.stringify([...counts.old, '|', ...counts.new])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the counts
  useEffect(() => {
    marks.old.show(counts.old)
    marks.new.show(counts.new)
  }, [marks, signature])
  return (
    <div className="space-y-3">
      <SourceDiff
        left={{ ...left, extension: marks.old.extension }}
        right={{ ...right, extension: marks.new.extension }}
      />
      {me.canComment && !composed && (
        <div className="flex flex-wrap items-center gap-2">
          <Button size="sm" aria-disabled={cursor === null} onClick={() => setComposed(cursor)}>
            <MessageSquarePlus />
            {cursor ? `Comment on ${nameLine(cursor)}` : 'Comment on a line'}
          </Button>
          {!cursor && (
            <span className="text-fg-faint text-xs">Put the cursor on a line, or press + beside its number.</span>
          )}
        </div>
      )}
      {composed && (
        <section aria-label="New comment" className="space-y-2 rounded-md border p-3">
          <p className="text-fg-muted text-xs">
            On {nameLine(composed)}: <code className="break-words font-mono text-fg">{composed.text || '(empty)'}</code>
          </p>
          {discussed.toForm({
            about: { moduleId, anchor: composed },
            draftKey: `line:${number}:${moduleId}:${composed.side}:${composed.line}`,
            label: `Comment on ${nameLine(composed)}`,
            ...(composed.side === 'new' ? { suggestFor: composed.text } : {}),
            onDone: () => setComposed(null),
          })}
        </section>
      )}
      <PendingList number={number} moduleId={moduleId} />
      {threads.length > 0 && (
        <section aria-label="Threads on this edit" className="space-y-3">
          {threads.map((thread) => discussed.toCard(thread))}
        </section>
      )}
    </div>
  )
}

const isOpenOn = ({ anchor, resolvedAt }: ThreadDto, { side, line }: Line) =>
  resolvedAt === null && anchor?.side === side && anchor.currentLine === line

const nameLine = ({ side, line }: Line) => `line ${line}, ${side === 'new' ? 'proposed' : 'before'}`

/** The gutters of both sides, made once. */
function useMarks(onCursor: (line: Line) => void, onPress: (line: Line) => void) {
  const handlers = useRef({ onCursor, onPress })
  handlers.current = { onCursor, onPress }
  const [marks] = useState(() => {
    const make = (side: ThreadSide) =>
      createLineMarks({
        onCursor: (line, text) => handlers.current.onCursor({ side, line, text }),
        onPress: (line, text) => handlers.current.onPress({ side, line, text }),
      })
    return { old: make('old'), new: make('new') }
  })
  return marks
}

function countLines(threads: ThreadDto[]): Record<ThreadSide, Map<number, number>> {
  const counts = { old: new Map<number, number>(), new: new Map<number, number>() }
  for (const { anchor, resolvedAt } of threads) {
    if (!anchor || anchor.currentLine === null || resolvedAt !== null) continue
    const side = counts[anchor.side]
    side.set(anchor.currentLine, (side.get(anchor.currentLine) ?? 0) + 1)
  }
  return counts
}
