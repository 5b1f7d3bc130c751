'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { UserRoundPlus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Notice } from '@/components/ui/error-state'
import { Popover } from '@/components/ui/popover'
import { Skeleton } from '@/components/ui/skeleton'
import type { ChangeRequestDto } from '@/lib/schemas/changes/change-request'
import { describeRule } from '@/lib/schemas/changes/review-rule'
import { LIMITS } from '@/lib/schemas/limits'
import { refreshDiscussion } from '../../discussion/queries'
import { membersQuery } from '../../settings/members/queries'
import { askForReviewAction } from '../actions'

/** Asks members for their review: it stands in their inboxes. */
export function AskForm({ change }: { change: ChangeRequestDto }) {
  const { number, writerIds } = change
  const client = useQueryClient()
  const [isShown, setIsShown] = useState(false)
  const owned = ownedBy(change)
  // who owns a rule that waits is suggested
  const [picked, setPicked] = useState<string[]>()
  const members = useQuery({ ...membersQuery(), enabled: isShown })
  const ask = useAction(askForReviewAction, {
    onSuccess: () => {
      refreshDiscussion(client)
      setIsShown(false)
      setPicked(undefined)
    },
    onError: () => undefined,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate({ number, userIds: chosen })
  }
  const able = members.data?.items
    .filter(({ userId, role, isSelf }) => role !== 'viewer' && !isSelf && !writerIds.includes(userId))
    .sort((x, y) => Number(owned.has(y.userId)) - Number(owned.has(x.userId)))
  const suggested = able?.filter(({ userId }) => owned.has(userId)).slice(0, LIMITS.askedAtOnce) ?? []
  const chosen = picked ?? suggested.map(({ userId }) => userId)
  const problem = ask.error ?? members.error
  return (
    <Popover
      label="Ask for a review"
      open={isShown}
      onOpenChange={setIsShown}
      trigger={
        <Button size="sm" variant="ghost">
          <UserRoundPlus />
          Ask for a review
        </Button>
      }
    >
      <form onSubmit={submit} className="space-y-3">
        {problem && <Notice title={problem.message} />}
        {able === undefined ? (
          !problem && <Skeleton className="h-16" />
        ) : able.length === 0 ? (
          <p className="text-fg-muted text-xs">Nobody else may review it: invite a reviewer under Settings, Members.</p>
        ) : (
          <fieldset aria-label="Members" className="max-h-60 space-y-1 overflow-y-auto">
            {able.map(({ userId, name, email }) => (
              <div key={userId} className="flex min-h-8 items-center gap-2 text-sm">
                <Checkbox
                  id={`ask-${userId}`}
                  checked={chosen.includes(userId)}
                  onCheckedChange={(isChosen) =>
                    setPicked(isChosen === true ? [...chosen, userId] : chosen.filter((id) => id !== userId))
                  }
                />
                <label htmlFor={`ask-${userId}`} className="min-w-0 flex-1" title={email}>
                  <span className="block truncate">{name}</span>
                  {owned.has(userId) && (
                    <span className="block truncate text-fg-faint text-xs">for {owned.get(userId)?.join(', ')}</span>
                  )}
                </label>
              </div>
            ))}
          </fieldset>
        )}
        {able && able.length > 0 && (
          <div className="flex justify-end">
            <Button
              size="sm"
              type="submit"
              disabled={chosen.length === 0 || chosen.length > LIMITS.askedAtOnce}
              isPending={ask.isPending}
            >
              Ask
            </Button>
          </div>
        )}
      </form>
    </Popover>
  )
}

/** The review rules that wait for somebody, by the person. */
function ownedBy({ needs }: ChangeRequestDto): Map<string, string[]> {
  const owned = new Map<string, string[]>()
  for (const need of needs) {
    if (need.approvedBy.length >= need.approvals) continue
    for (const { userId } of need.mayApprove) owned.set(userId, [...(owned.get(userId) ?? []), describeRule(need)])
  }
  return owned
}
