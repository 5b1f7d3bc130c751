'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { MessageSquarePlus } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { type ReactNode, useState } from 'react'
import { runAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import type { FailingCheckDto } from '@/lib/schemas/change-checks'
import { describeCheck } from '@/lib/schemas/describe-check'
import type { NewPlace, ThreadDto } from '@/lib/schemas/discussion'
import { startThreadAction } from '../../discussion/actions'
import { CommentForm } from '../../discussion/comment-form'
import type { Me } from '../../discussion/me'
import { showThread, threadsQuery } from '../../discussion/queries'
import { ThreadCard } from '../../discussion/thread-card'
import { changeSearchParams } from '../search-params'
import { usePendingReview } from './pending-review'

type Place = Extract<NewPlace, { kind: 'check' }>
const NO_THREADS: ThreadDto[] = []
const nameCheck = ({ queryId, check }: Pick<Place, 'queryId' | 'check'>) =>
  JSON.stringify([queryId, describeCheck(check)])

/** What people say of the checks of a set: beneath each that fails, and of those that hold by now. */
export function useDiscussedChecks(number: number, querySetId: string, me: Me) {
  const client = useQueryClient()
  const [{ thread: selected }] = useQueryStates(changeSearchParams)
  const { data: all = NO_THREADS } = useQuery(threadsQuery({ number }))
  const { count, addThread, addReply } = usePendingReview(number)
  const [composed, setComposed] = useState<string | null>(null)
  const byCheck = Map.groupBy(
    all.filter(({ place }) => place?.kind === 'check' && place.querySetId === querySetId),
    ({ place }) => (place?.kind === 'check' ? nameCheck(place) : ''),
  )
  const toCard = (thread: ThreadDto) => (
    <ThreadCard
      key={thread.id}
      thread={thread}
      me={me}
      isSelected={thread.id === selected}
      onAddToReview={(text) => addReply({ threadId: thread.id, text })}
    />
  )
  const toForm = (place: Place, name: string) => {
    const send = async (text: string) => {
      showThread(client, await runAction(startThreadAction, { number, place, text }))
      setComposed(null)
    }
    const keep = (text: string) => {
      addThread({ place, text })
      setComposed(null)
      return undefined
    }
    return (
      <CommentForm
        draftKey={`check:${number}:${querySetId}:${name}`}
        label="Comment on this check"
        autoFocus
        submits={[
          { label: count > 0 ? 'Add to review' : 'Start a review', run: keep },
          { label: 'Add single comment', run: send },
        ]}
        onCancel={() => setComposed(null)}
      />
    )
  }
  const below = ({ queryId, outcome: { check } }: FailingCheckDto): ReactNode => {
    const name = nameCheck({ queryId, check })
    const own = byCheck.get(name) ?? []
    return (
      <div className="ml-7 max-w-3xl space-y-2">
        {own.map(toCard)}
        {composed === name
          ? toForm({ kind: 'check', querySetId, queryId, check }, name)
          : me.canComment && (
              <Button
                variant="ghost"
                size="sm"
                aria-label={`Comment on the check “${describeCheck(check)}”`}
                onClick={() => setComposed(name)}
              >
                <MessageSquarePlus />
                Comment
              </Button>
            )}
      </div>
    )
  }
  /** Threads on checks that are not among these. */
  const rest = (failing: readonly FailingCheckDto[]): ReactNode => {
    const shown = new Set(failing.map(({ queryId, outcome: { check } }) => nameCheck({ queryId, check })))
    const others = [...byCheck].flatMap(([name, threads]) => (shown.has(name) ? [] : threads))
    if (others.length === 0) return null
    return (
      <section aria-label="Threads on checks that do not fail" className="ml-7 max-w-3xl space-y-2">
        <p className="text-fg-muted text-xs">On checks that do not fail now</p>
        {others.map(toCard)}
      </section>
    )
  }
  return { below, rest }
}
