'use client'

import { useQueryClient } from '@tanstack/react-query'
import { CircleCheck, Unlink } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { runAction, useAction } from '@/components/data/use-action'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { formatCount } from '@/components/ui/format-number'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ThreadAnchorDto, ThreadDto } from '@/lib/schemas/changes/discussion'
import { replyToThreadAction, resolveThreadAction } from './actions'
import { CommentForm } from './comment-form'
import { CommentItem } from './comment-item'
import { describeAnchor, describePlace } from './discussion-words'
import type { Me } from './me'
import { showThread } from './queries'
import type { Taking } from './suggestion'
import { useKeptFocus } from './use-kept-focus'

type ThreadCardProps = {
  thread: ThreadDto
  me: Me
  /** Where the line is shown, when it is not here. */
  place?: ReactNode
  isSelected?: boolean
  /** What it stands on, beside an edit, is no longer there. */
  isOutdated?: boolean
  /** It stands under its line, which need not be shown again. */
  isInPlace?: boolean
  /** Keeps an answer for the review that is being written. */
  onAddToReview?: (text: string) => void
  /** Whether what a comment suggests for the line can be taken over into the text. */
  taking?: Taking | undefined
}

/** A discussion: what it is about, what was said, and what can be done about it. */
export function ThreadCard(props: ThreadCardProps) {
  const { thread, me, place, isSelected, isOutdated, isInPlace, onAddToReview, taking } = props
  const { id: threadId, anchor, place: stands, comments, resolvedAt, resolvedBy } = thread
  const isGone = anchor ? anchor.currentLine === null : isOutdated === true
  const isResolved = resolvedAt !== null
  const client = useQueryClient()
  const [isOpen, setIsOpen] = useState(!isResolved || isSelected === true)
  const [isReplying, setIsReplying] = useState(false)
  const card = useRef<HTMLElement>(null)
  const keptFocus = useKeptFocus({ threadId, card, isReplying, onReply: () => setIsReplying(true) })
  useEffect(() => {
    if (isSelected) card.current?.scrollIntoView({ block: 'center' })
  }, [isSelected])
  const resolve = useAction(resolveThreadAction, {
    onSuccess: (next) => {
      showThread(client, next)
      setIsOpen(next.resolvedAt === null)
    },
  })
  const reply = async (text: string) => {
    showThread(client, await runAction(replyToThreadAction, { threadId, text }))
    setIsReplying(false)
  }
  const keep = (text: string) => {
    onAddToReview?.(text)
    setIsReplying(false)
    return undefined
  }
  const first = comments[0]
  return (
    <article
      ref={card}
      {...keptFocus}
      data-thread={threadId}
      tabIndex={-1}
      aria-label={first ? `Thread of ${first.author.name}` : 'Thread'}
      className={cn('min-w-0 rounded-md border bg-background', isSelected && 'border-accent')}
    >
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b bg-surface px-3 py-1.5 text-fg-muted text-xs">
        {place}
        {!place && <span>{describeSubject(thread)}</span>}
        {isGone && (
          <Badge tone="warning">
            <Unlink aria-hidden />
            outdated
          </Badge>
        )}
        {isResolved && (
          <Badge tone="success">
            <CircleCheck aria-hidden />
            resolved
          </Badge>
        )}
        {isResolved && (
          <span>
            by {resolvedBy?.name} <RelativeTime date={resolvedAt} />
          </span>
        )}
        <span className="ml-auto flex gap-1">
          {isResolved && (
            <Button size="sm" variant="ghost" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
              {isOpen ? 'Hide' : `Show ${formatCount(comments.length, 'comment')}`}
            </Button>
          )}
          {me.canComment && (
            <Button
              size="sm"
              variant="ghost"
              isPending={resolve.isPending}
              onClick={() => resolve.mutate({ threadId, isResolved: !isResolved })}
            >
              {isResolved ? 'Open again' : 'Resolve'}
            </Button>
          )}
        </span>
      </header>
      {isOpen && (
        <div className="space-y-3 p-3">
          {anchor && !isInPlace && <Excerpt {...anchor} />}
          {stands?.kind === 'context' && <Excerpt {...stands} before={[]} after={[]} />}
          <ul className="space-y-3">
            {comments.map((comment) => (
              <CommentItem key={comment.id} threadId={threadId} comment={comment} me={me} taking={taking} />
            ))}
          </ul>
          {me.canComment &&
            (isReplying ? (
              <CommentForm
                draftKey={`reply:${threadId}`}
                label="Answer"
                autoFocus
                submits={[
                  { label: 'Answer', run: reply },
                  ...(onAddToReview ? [{ label: 'Add to review', run: keep }] : []),
                ]}
                onCancel={() => setIsReplying(false)}
              />
            ) : (
              <Button size="sm" onClick={() => setIsReplying(true)}>
                Answer
              </Button>
            ))}
        </div>
      )}
    </article>
  )
}

function describeSubject({ anchor, place, comments, things }: ThreadDto): string {
  if (anchor) return describeAnchor(anchor)
  return place ? describePlace(place, things) : formatCount(comments.length, 'comment')
}

/** The text that a thread stood on. */
function Excerpt({ before, text, after, side }: Pick<ThreadAnchorDto, 'before' | 'text' | 'after' | 'side'>) {
  return (
    <pre className="max-h-40 overflow-auto whitespace-pre-wrap break-words rounded-md border bg-surface px-2 py-1 font-mono text-fg-faint text-xs">
      {before.map((line) => `${line}\n`)}
      <mark className={cn('block text-fg', side === 'new' ? 'bg-success/12' : 'bg-danger/12')}>{text || ' '}</mark>
      {after.map((line) => `${line}\n`)}
    </pre>
  )
}
