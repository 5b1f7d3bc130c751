'use client'

import { useQueryClient } from '@tanstack/react-query'
import { CircleCheck, CircleX } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ChangeRequestDto, ChangeReviewDto } from '@/lib/schemas/change-request'
import { LIMITS } from '@/lib/schemas/limits'
import { reviewChangeAction } from '../actions'
import { changeQuery } from '../queries'

type ReviewsProps = { change: ChangeRequestDto; canReview: boolean }

/** What was said of the change request, whether it still holds, and what is missing. */
export function Reviews({ change, canReview }: ReviewsProps) {
  const { reviews, review, reviewProblem, status, bypassReason } = change
  const isOpen = status === 'open' || status === 'draft'
  if (bypassReason !== null) return <p className="text-fg-muted text-xs">Merged all the same: {bypassReason}</p>
  if (reviews.length === 0 && review === 'off') return null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-xs">
      {reviews.length > 0 && (
        <ul aria-label="Reviews" className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {reviews.map((each) => (
            <Review key={each.reviewerName + each.createdAt} review={each} />
          ))}
        </ul>
      )}
      {isOpen && reviewProblem && <span className="text-fg-muted">{reviewProblem}</span>}
      {isOpen && canReview && review !== 'off' && <ReviewForm number={change.number} />}
    </div>
  )
}

function Review({ review }: { review: ChangeReviewDto }) {
  const { reviewerName, verdict, comment, createdAt, isStale, changedSince, counts } = review
  const isApproval = verdict === 'approved'
  return (
    <li className="flex items-center gap-1.5">
      <Badge tone={!counts ? 'neutral' : isApproval ? 'success' : 'danger'}>
        {isApproval ? <CircleCheck aria-hidden /> : <CircleX aria-hidden />}
        {isApproval ? 'approved' : 'changes requested'}
      </Badge>
      <span>
        {reviewerName} <RelativeTime date={createdAt} className="text-fg-faint" />
        {isApproval && isStale && <span className="text-warning"> · stale: {changedSince.join(' ')}</span>}
        {comment && <q className="ml-1 text-fg-muted">{comment}</q>}
      </span>
    </li>
  )
}

function ReviewForm({ number }: { number: number }) {
  const client = useQueryClient()
  const [isShown, setIsShown] = useState(false)
  const [comment, setComment] = useState('')
  const say = useAction(reviewChangeAction, {
    onSuccess: (next) => {
      client.setQueryData(changeQuery(number).queryKey, next)
      setIsShown(false)
      setComment('')
    },
    onError: () => undefined,
  })
  const approve = (event: FormEvent) => {
    event.preventDefault()
    say.mutate({ number, verdict: 'approved', comment })
  }
  return (
    <Popover
      label="Review"
      align="end"
      open={isShown}
      onOpenChange={setIsShown}
      trigger={<Button size="sm">Review</Button>}
    >
      <form onSubmit={approve} className="space-y-3">
        <Field label="Comment" hint="Optional.">
          {(control) => (
            <Textarea
              {...control}
              value={comment}
              maxLength={LIMITS.reviewCommentLength}
              onChange={(event) => setComment(event.target.value)}
            />
          )}
        </Field>
        {say.error && <Notice title={say.error.message} requestId={say.error.requestId} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            size="sm"
            disabled={say.isPending}
            onClick={() => say.mutate({ number, verdict: 'changes', comment })}
          >
            Request changes
          </Button>
          <Button size="sm" type="submit" variant="primary" isPending={say.isPending}>
            Approve
          </Button>
        </div>
      </form>
    </Popover>
  )
}
