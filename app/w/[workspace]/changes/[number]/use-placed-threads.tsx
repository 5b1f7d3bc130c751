import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { runAction } from '@/components/data/use-action'
import type { NewPlace, ThreadDto, ThreadSide } from '@/lib/schemas/changes/discussion'
import { startThreadAction } from '../../discussion/actions'
import { CommentForm } from '../../discussion/comment-form'
import type { Me } from '../../discussion/me'
import { showThread, threadsQuery } from '../../discussion/queries'
import type { Taking } from '../../discussion/suggestion'
import { ThreadCard } from '../../discussion/thread-card'
import { changeSearchParams } from '../search-params'
import { usePendingReview } from './pending-review'

const NO_THREADS: ThreadDto[] = []

type Options = {
  /** The request has not ended: a review can be sent. Default true. */
  isOpen?: boolean
  /** Whether what a thread suggests can be taken over; undefined where nobody is asked. */
  toTaking?: (thread: ThreadDto) => Taking | undefined
}
/** What a line is of. */
export type EditRef = { moduleId?: string; policyId?: string; querySetId?: string }
type NewThread = {
  /** A place, or a line of an edit. */
  about: { place: NewPlace } | (EditRef & { anchor: { side: ThreadSide; line: number; text: string } })
  /** What is typed is kept by it in the browser. */
  draftKey: string
  label: string
  /** What it stands on, as people know it. */
  on: string
  /** The line that an edit can be suggested for. */
  suggestFor?: string
  onDone: () => void
}

/** The threads of a change request, each as a card, and the form of one that begins at a place or on a line. */
export function usePlacedThreads(number: number, me: Me, { isOpen = true, toTaking }: Options = {}) {
  const client = useQueryClient()
  const [{ thread: selected }] = useQueryStates(changeSearchParams)
  const { data: threads = NO_THREADS } = useQuery(threadsQuery({ number }))
  const { count, addThread, addReply } = usePendingReview(number)
  const toCard = (thread: ThreadDto, state: { isOutdated?: boolean; isInPlace?: boolean } = {}) => (
    <ThreadCard
      key={thread.id}
      thread={thread}
      {...state}
      me={me}
      isSelected={thread.id === selected}
      taking={toTaking?.(thread)}
      onAddToReview={isOpen ? (text) => addReply({ threadId: thread.id, text }) : undefined}
    />
  )
  const toForm = ({ about, draftKey, label, on, suggestFor, onDone }: NewThread) => {
    const send = async (text: string) => {
      showThread(client, await runAction(startThreadAction, { number, ...about, text }))
      onDone()
    }
    const keep = (text: string) => {
      addThread({ ...about, on, text })
      onDone()
      return undefined
    }
    const later = { label: count > 0 ? 'Add to review' : 'Start a review', run: keep }
    const single = { label: 'Add single comment', run: send }
    return (
      <CommentForm
        key={draftKey}
        draftKey={draftKey}
        label={label}
        suggestFor={suggestFor}
        autoFocus
        submits={isOpen ? [later, single] : [single]}
        onCancel={onDone}
      />
    )
  }
  return { threads, toCard, toForm }
}
