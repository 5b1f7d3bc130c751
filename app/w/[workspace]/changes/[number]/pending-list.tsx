'use client'

import { X } from 'lucide-react'
import { Markdown } from '@/components/markdown/markdown'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { describePlace } from '../../discussion/discussion-words'
import { usePendingReview } from './pending-review'

type PendingListProps = {
  number: number
  /** Only those on the edit of this module. */
  moduleId?: string
}

/** Comments that wait for the review to be sent. */
export function PendingList({ number, moduleId }: PendingListProps) {
  const { review, remove } = usePendingReview(number)
  const threads = review.threads.filter((each) => moduleId === undefined || each.moduleId === moduleId)
  const replies = moduleId === undefined ? review.replies : []
  if (threads.length + replies.length === 0) return null
  return (
    <ul aria-label="Waiting for your review" className="space-y-2">
      {[...threads, ...replies].map((each) => (
        <li key={each.id} className="rounded-md border border-dashed p-3">
          <div className="flex items-center gap-2 text-fg-muted text-xs">
            <Badge tone="accent">not sent yet</Badge>
            {'threadId' in each
              ? 'an answer'
              : each.anchor
                ? `${each.moduleId}, line ${each.anchor.line}, ${each.anchor.side === 'new' ? 'proposed' : 'before'}`
                : each.place
                  ? `on ${describePlace(each.place)}`
                  : 'on the change request'}
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
