'use client'

import { CircleCheck, CircleX, ShieldAlert } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ChangeRequestDto, ChangeReviewDto, ReviewLack } from '@/lib/schemas/changes/change-request'
import { dismissReviewAction, reviewChangeAction } from '../actions'
import { isOpenStatus } from '../change-words'
import { changeSearchParams } from '../search-params'
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
  userId: string
}

/** What was said of the change request, whether it still holds, and what is missing. */
export function Reviews({ change, canReview, canComment, canAsk, canDismiss, userId }: ReviewsProps) {
  const { reviews, review, reviewProblem, needs, status, bypassReason } = change
  const { count } = usePendingReview(change.number)
  const isOpen = isOpenStatus(status)
  // told beneath, rule by rule
  const isOfRules = needs.some(({ approvedBy, approvals }) => approvedBy.length < approvals)
  const canJudge = canReview && review !== 'off'
  const isFormShown = isOpen && canComment && (canJudge || count > 0)
  const isOff = isOpen && canReview && review === 'off'
  if (reviews.length === 0 && review === 'off' && !isFormShown && !isOff && bypassReason === null) return null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-xs">
      {bypassReason !== null && (
        <p className="flex basis-full items-start gap-1.5 text-warning">
          <ShieldAlert className="size-4 shrink-0" aria-hidden />
          <span>
            Merged all the same by {change.endedBy?.name}: {bypassReason}
          </span>
        </p>
      )}
      {reviews.length > 0 && (
        <ul aria-label="Reviews" className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {reviews.map((each) => (
            <Review
              key={each.reviewerId}
              change={change}
              review={each}
              canDismiss={isOpen && canDismiss}
              canWithdraw={isOpen && canComment && each.reviewerId === userId}
            />
          ))}
        </ul>
      )}
      {isOpen && reviewProblem && !isOfRules && <span className="text-fg-muted">{reviewProblem}</span>}
      {isOff && (
        <p className="text-fg-muted">
          Reviews are off in this workspace; comments can be written all the same.{' '}
          {canDismiss && (
            <WorkspaceLink href="/settings/review" className="text-accent hover:underline">
              Turn reviews on
            </WorkspaceLink>
          )}
        </p>
      )}
      {isOpen && canAsk && review !== 'off' && <AskForm change={change} />}
      {isFormShown && <ReviewForm change={change} canJudge={canJudge} />}
    </div>
  )
}

/** Why what they said of the change is not an approval that counts. */
const LACK_WORDS: Record<ReviewLack, string> = {
  left: 'left the workspace',
  viewer: 'may not review any more',
  writer: 'wrote some of it since',
}

type ReviewProps = { change: ChangeRequestDto; review: ChangeReviewDto; canDismiss: boolean; canWithdraw: boolean }

function Review({ change: { number, status }, review, canDismiss, canWithdraw }: ReviewProps) {
  const { reviewerId, reviewerName, verdict, comment, createdAt, counts, lack, dismissed } = review
  const { isStale, changedSince, changedText } = review
  const showChange = useShowChange()
  const [, setSearch] = useQueryStates(changeSearchParams)
  const [isDismissing, setIsDismissing] = useState(false)
  const dismiss = useAction(dismissReviewAction, {
    onSuccess: (next) => {
      showChange(next)
      setIsDismissing(false)
    },
    onError: () => undefined,
  })
  const withdraw = useAction(reviewChangeAction, { onSuccess: (next) => showChange(next) })
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
        {isApproval && changedText !== null && isOpenStatus(status) && (
          <button
            type="button"
            aria-label={`Show the texts since the approval of ${reviewerName}`}
            onClick={() =>
              void setSearch({ tab: null, policy: null, set: null, module: changedText, since: reviewerId })
            }
            className="ml-1 rounded-md text-accent hover:underline"
          >
            Show
          </button>
        )}
        {lack !== null && <span className="text-warning"> · {LACK_WORDS[lack]}</span>}
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
      {canWithdraw && dismissed === null && (
        <Button
          size="sm"
          variant="ghost"
          isPending={withdraw.isPending}
          onClick={() => withdraw.mutate({ number, verdict: 'none' })}
        >
          Withdraw
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
