'use client'

import { CircleCheck, CircleX } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ChangeRequestDto, ChangeReviewDto } from '@/lib/schemas/change-request'
import { isOpenStatus } from '../change-words'
import { AskForm } from './ask-form'
import { usePendingReview } from './pending-review'
import { ReviewForm } from './review-form'

type ReviewsProps = { change: ChangeRequestDto; canReview: boolean; canComment: boolean; canAsk: boolean }

/** What was said of the change request, whether it still holds, and what is missing. */
export function Reviews({ change, canReview, canComment, canAsk }: ReviewsProps) {
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
            <Review key={each.reviewerName + each.createdAt} review={each} />
          ))}
        </ul>
      )}
      {isOpen && reviewProblem && !isOfRules && <span className="text-fg-muted">{reviewProblem}</span>}
      {isOpen && canAsk && review !== 'off' && <AskForm change={change} />}
      {isFormShown && <ReviewForm change={change} canJudge={canJudge} />}
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
