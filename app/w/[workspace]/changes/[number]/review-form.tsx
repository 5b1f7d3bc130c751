'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useParams } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { useSingle } from '@/components/data/use-single'
import { useStoredText } from '@/components/data/use-stored-text'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { formatCount } from '@/components/ui/format-number'
import { Textarea } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import { LIMITS } from '@/lib/schemas/limits'
import { refreshDiscussion } from '../../discussion/queries'
import { reviewChangeAction } from '../actions'
import { usePendingReview } from './pending-review'
import { useChangeChecks } from './use-change-checks'
import { useShowChange } from './use-show-change'
import { WorkProgress } from './work-progress'

type ReviewFormProps = {
  change: Pick<ChangeRequestDto, 'number' | 'releaseId' | 'target' | 'checksState'>
  /** Without it the comments are sent, and no verdict: one's own work is for others to judge. */
  canJudge: boolean
}
type Verdict = 'approved' | 'changes' | 'comment'

/** The end of a review: what is said in all, and the comments that wait are sent with it. */
export function ReviewForm({ change, canJudge }: ReviewFormProps) {
  const { number } = change
  const client = useQueryClient()
  const showChange = useShowChange()
  const { workspace } = useParams<{ workspace: string }>()
  const { review, count, remove } = usePendingReview(number)
  const [isShown, setIsShown] = useState(false)
  const [comment, setComment] = useStoredText(`review-comment:${workspace}:${number}`)
  const say = useAction(reviewChangeAction, {
    onSuccess: (next) => {
      showChange(next)
      refreshDiscussion(client)
      void client.invalidateQueries({ queryKey: ['inbox'] })
    },
    onError: () => undefined,
  })
  const checking = useChangeChecks(change)
  const sending = useSingle(async (verdict: Verdict) => {
    // an approval holds for what they come to
    if (verdict === 'approved' && !(await checking.startRequired())) return
    const { threads, replies } = review
    await say.mutateAsync({
      ...{ number, verdict, comment },
      threads: threads.map(({ id: _, on: __, ...thread }) => thread),
      replies: replies.map(({ id: _, ...reply }) => reply),
    })
    // what was written meanwhile waits for the next one
    remove(...[...threads, ...replies].map(({ id }) => id))
    setComment('')
    setIsShown(false)
  })
  const isBusy = sending.isRunning
  // what went wrong stands in the form
  const send = (verdict: Verdict) => void sending.run(verdict).catch(() => undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(canJudge ? 'approved' : 'comment')
  }
  const isEmpty = comment.trim() === '' && count === 0
  return (
    <Popover
      label="Review"
      align="end"
      open={isShown}
      onOpenChange={setIsShown}
      className="w-96 max-w-[calc(100vw-1rem)]"
      trigger={
        <Button size="sm">
          {count === 0 ? 'Review' : 'Finish your review'}
          {count > 0 && <span className="tabular rounded-md bg-muted px-1">{count}</span>}
        </Button>
      }
    >
      <form onSubmit={submit} className="space-y-3">
        {count > 0 && (
          <p className="text-fg-muted text-xs">{formatCount(count, 'comment is', 'comments are')} sent with it.</p>
        )}
        <Field label="Comment" hint="Optional.">
          {(control) => (
            <Textarea
              {...control}
              value={comment}
              readOnly={isBusy}
              maxLength={LIMITS.reviewCommentLength}
              onChange={(event) => setComment(event.target.value)}
            />
          )}
        </Field>
        {say.error && <Notice title={say.error.message} requestId={say.error.requestId} />}
        {checking.error && <Notice title={checking.error.message} requestId={checking.error.requestId} />}
        {checking.running && <WorkProgress what="Checks" running={checking.running} onCancel={checking.cancel} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            size="sm"
            type={canJudge ? 'button' : 'submit'}
            disabled={isBusy || isEmpty}
            onClick={canJudge ? () => send('comment') : undefined}
          >
            Comment only
          </Button>
          {canJudge && (
            <>
              <Button size="sm" disabled={isBusy} onClick={() => send('changes')}>
                Request changes
              </Button>
              <Button size="sm" type="submit" variant="primary" isPending={isBusy}>
                Approve
              </Button>
            </>
          )}
        </div>
      </form>
    </Popover>
  )
}
