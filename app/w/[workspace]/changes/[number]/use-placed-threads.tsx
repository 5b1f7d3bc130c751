import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { runAction } from '@/components/data/use-action'
import type { NewPlace, ThreadDto } from '@/lib/schemas/discussion'
import { startThreadAction } from '../../discussion/actions'
import { CommentForm } from '../../discussion/comment-form'
import type { Me } from '../../discussion/me'
import { showThread, threadsQuery } from '../../discussion/queries'
import { ThreadCard } from '../../discussion/thread-card'
import { changeSearchParams } from '../search-params'
import { usePendingReview } from './pending-review'

const NO_THREADS: ThreadDto[] = []

type NewThread = {
  place: NewPlace
  /** What is typed is kept by it in the browser. */
  draftKey: string
  label: string
  onDone: () => void
}

/** The threads of a change request, each as a card, and the form of one that begins at a place. */
export function usePlacedThreads(number: number, me: Me) {
  const client = useQueryClient()
  const [{ thread: selected }] = useQueryStates(changeSearchParams)
  const { data: threads = NO_THREADS } = useQuery(threadsQuery({ number }))
  const { count, addThread, addReply } = usePendingReview(number)
  const toCard = (thread: ThreadDto, isOutdated = false) => (
    <ThreadCard
      key={thread.id}
      thread={thread}
      isOutdated={isOutdated}
      me={me}
      isSelected={thread.id === selected}
      onAddToReview={(text) => addReply({ threadId: thread.id, text })}
    />
  )
  const toForm = ({ place, draftKey, label, onDone }: NewThread) => {
    const send = async (text: string) => {
      showThread(client, await runAction(startThreadAction, { number, place, text }))
      onDone()
    }
    const keep = (text: string) => {
      addThread({ place, text })
      onDone()
      return undefined
    }
    return (
      <CommentForm
        draftKey={draftKey}
        label={label}
        autoFocus
        submits={[
          { label: count > 0 ? 'Add to review' : 'Start a review', run: keep },
          { label: 'Add single comment', run: send },
        ]}
        onCancel={onDone}
      />
    )
  }
  return { threads, toCard, toForm }
}
