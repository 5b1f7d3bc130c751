'use client'

import { CircleCheck, CircleX } from 'lucide-react'
import { useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ChangeRequestDto, ChangeReviewDto } from '@/lib/schemas/change-request'
import { dismissReviewAction } from '../actions'
import { isOpenStatus } from '../change-words'
import { AskForm } from './ask-form'
import { usePendingReview } from './pending-review'
import { ReasonDialog } from './reason-dialog'
import { ReviewForm } from './review-form'
import { useShowChange } from './use-show-change'

type ReviewsProps = {
  change: ChangeRequestDto
  canReview: boolean
  canComment: boolean
  canAsk: boolean
  canDismiss: boolean
}

/** What was said of the change request, whether it still holds, and what is missing. */
export function Reviews({ change, canReview, canComment, canAsk, canDismiss }: ReviewsProps) {
  const { reviews, review, reviewProblem, needs, status, bypassReason } = change
  const { count } = usePendingReview(change.number)
  const isOpen = isOpenStatus(status)
  // told beneath, rule by rule
  const isOfRules = needs.some(({ approvedBy, approvals }) => approvedBy.length < approvals)
  const canJudge = canReview && review !== 'off'
  const isFormShown = isOpen && canComment && (canJudge || count > 0)
  if (bypassReason !== null) return <p className="text-fg-muted text-xs">Merged all the same: {bypassReason}</p>
  if (reviews.length === 0 && review === 'off' && !isFormShown) return null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-xs">
      {reviews.length > 0 && (
        <ul aria-label="Reviews" className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {reviews.map((each) => (
            <Review key={each.reviewerId} change={change} review={each} canDismiss={isOpen && canDismiss} />
          ))}
        </ul>
      )}
      {isOpen && reviewProblem && !isOfRules && <span className="text-fg-muted">{reviewProblem}</span>}
      {isOpen && canAsk && review !== 'off' && <AskForm change={change} />}
      {isFormShown && <ReviewForm change={change} canJudge={canJudge} />}
    </div>
  )
}

type ReviewProps = { change: ChangeRequestDto; review: ChangeReviewDto; canDismiss: boolean }

function Review({ change: { number }, review, canDismiss }: ReviewProps) {
  const { reviewerId, reviewerName, verdict, comment, createdAt, isStale, changedSince, counts, dismissed } = review
  const showChange = useShowChange()
  const [isDismissing, setIsDismissing] = useState(false)
  const dismiss = useAction(dismissReviewAction, {
    onSuccess: (next) => {
      showChange(next)
      setIsDismissing(false)
    },
    onError: () => undefined,
  })
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
        {dismissed && (
          <span className="text-fg-muted">
            {' '}
            · dismissed by {dismissed.by.name}: {dismissed.reason}
          </span>
        )}
      </span>
      {canDismiss && !isApproval && counts && (
        <Button size="sm" variant="ghost" onClick={() => setIsDismissing(true)}>
          Dismiss…
        </Button>
      )}
      {isDismissing && (
        <ReasonDialog
          title={`Dismiss what ${reviewerName} requested?`}
          description="It no longer keeps the change request from being merged. What was said stays."
          confirmLabel="Dismiss"
          error={dismiss.error}
          isPending={dismiss.isPending}
          onConfirm={(reason) => dismiss.mutate({ number, reviewerId, reason })}
          onClose={() => {
            dismiss.reset()
            setIsDismissing(false)
          }}
        />
      )}
    </li>
  )
}
