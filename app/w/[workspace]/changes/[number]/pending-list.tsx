'use client'

import { X } from 'lucide-react'
import { Markdown } from '@/components/markdown/markdown'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { type PendingReview, type PendingThread, usePendingReview } from './pending-review'

type PendingListProps = {
  number: number
  /** Only these, and no answers. */
  threads?: PendingThread[]
  /** They stand under their line. */
  isInPlace?: boolean
}

/** Comments that wait for the review to be sent. */
export function PendingList({ number, threads: shown, isInPlace = false }: PendingListProps) {
  const { review, remove } = usePendingReview(number)
  const threads = shown ?? review.threads
  const replies = shown ? [] : review.replies
  if (threads.length + replies.length === 0) return null
  return (
    <ul aria-label="Waiting for your review" className="space-y-2">
      {[...threads, ...replies].map((each) => (
        <li key={each.id} className="rounded-md border border-dashed bg-background p-3">
          <div className="flex items-center gap-2 text-fg-muted text-xs">
            <Badge tone="accent">not sent yet</Badge>
            {!isInPlace && nameSubject(each)}
            <Button
              size="icon-sm"
              variant="ghost"
              className="ml-auto"
              aria-label="Remove from the review"
              onClick={() => remove(each.id)}
            >
              <X />
            </Button>
          </div>
          <Markdown className="mt-1 text-sm">{each.text}</Markdown>
        </li>
      ))}
    </ul>
  )
}

function nameSubject(each: PendingReview['threads' | 'replies'][number]): string {
  if ('threadId' in each) return 'an answer'
  return each.on ?? (each.anchor || each.place ? '' : 'on the change request')
}
