'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { MessageSquarePlus } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { type ComponentProps, useEffect, useRef, useState } from 'react'
import { runAction } from '@/components/data/use-action'
import { createLineMarks } from '@/components/source/line-marks'
import { SourceDiff } from '@/components/source/source-diff'
import { Button } from '@/components/ui/button'
import type { ThreadDto, ThreadSide } from '@/lib/schemas/discussion'
import { startThreadAction } from '../../discussion/actions'
import { CommentForm } from '../../discussion/comment-form'
import type { Me } from '../../discussion/me'
import { showThread, threadsQuery } from '../../discussion/queries'
import { ThreadCard } from '../../discussion/thread-card'
import { changeSearchParams } from '../search-params'
import { PendingList } from './pending-list'
import { usePendingReview } from './pending-review'
import { useApply } from './use-apply'

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

const NO_THREADS: ThreadDto[] = []

/** The two texts of an edit, with what people say of their lines. */
export function DiscussedDiff({ number, moduleId, left, right, me, isOpen, editable }: DiscussedDiffProps) {
  const client = useQueryClient()
  const toApply = useApply({ number, moduleId, source: right.source, revision: editable ?? 0 })
  const [{ thread: selected }] = useQueryStates(changeSearchParams)
  const { data: all = NO_THREADS } = useQuery(threadsQuery({ number }))
  const { count, addThread, addReply } = usePendingReview(number)
  const [cursor, setCursor] = useState<Line | null>(null)
  const [composed, setComposed] = useState<Line | null>(null)
  const marks = useMarks(setCursor, (line) => me.canComment && setComposed(line))
  const threads = all.filter((each) => each.moduleId === moduleId && each.anchor !== null)
  const counts = countLines(threads)
  const signature = JSON.stringify([...counts.old, '|', ...counts.new])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the counts
  useEffect(() => {
    marks.old.show(counts.old)
    marks.new.show(counts.new)
  }, [marks, signature])
  const draftKey = composed && `line:${number}:${moduleId}:${composed.side}:${composed.line}`
  const toThread = (text: string, anchor: Line) => ({ moduleId, anchor, text })
  const send = async (text: string) => {
    if (!composed) return
    showThread(client, await runAction(startThreadAction, { number, ...toThread(text, composed) }))
    setComposed(null)
  }
  const keep = (text: string) => {
    if (composed) addThread(toThread(text, composed))
    setComposed(null)
    return undefined
  }
  const later = { label: count > 0 ? 'Add to review' : 'Start a review', run: keep }
  const single = { label: 'Add single comment', run: send }
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
      {composed && draftKey && (
        <section aria-label="New comment" className="space-y-2 rounded-md border p-3">
          <p className="text-fg-muted text-xs">
            On {nameLine(composed)}: <code className="break-words font-mono text-fg">{composed.text || '(empty)'}</code>
          </p>
          <CommentForm
            key={draftKey}
            draftKey={draftKey}
            label={`Comment on ${nameLine(composed)}`}
            autoFocus
            suggestFor={composed.side === 'new' ? composed.text : undefined}
            submits={isOpen ? [later, single] : [single]}
            onCancel={() => setComposed(null)}
          />
        </section>
      )}
      <PendingList number={number} moduleId={moduleId} />
      {threads.length > 0 && (
        <section aria-label="Threads on this edit" className="space-y-3">
          {threads.map((thread) => (
            <ThreadCard
              key={thread.id}
              thread={thread}
              me={me}
              isSelected={thread.id === selected}
              onApply={editable === undefined ? undefined : toApply(thread)}
              onAddToReview={isOpen ? (text) => addReply({ threadId: thread.id, text }) : undefined}
            />
          ))}
        </section>
      )}
    </div>
  )
}

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
