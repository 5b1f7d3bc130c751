import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { toast } from 'sonner'
import {
  changeConversationSummaryAction,
  remakeConversationSummaryAction,
} from '@/app/w/[workspace]/playground/actions'
import { conversationQuery, conversationSummariesQuery } from '@/app/w/[workspace]/playground/queries'
import type { SummaryChoice } from '@/components/context/history/summary-choice'
import { runAction, showError } from '@/components/data/use-action'
import type { ConversationSummaryDto } from '@/lib/schemas/conversations/conversation-summary'

/** What the author of a conversation can do with its summaries; null for everybody else. */
export function useSummaryChoice(
  conversationId: string | null,
  { unfolds, onUnfolds }: { unfolds: string[]; onUnfolds: (unfolds: string[]) => void },
): SummaryChoice | null {
  const client = useQueryClient()
  const id = conversationId ?? ''
  const conversation = useQuery({ ...conversationQuery(id), enabled: conversationId !== null })
  const isOwn = conversationId !== null && (conversation.data?.isOwn ?? false)
  const listed = useQuery({ ...conversationSummariesQuery(id), enabled: isOwn })
  const { mutate, isPending } = useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    onError: showError,
    onSettled: () => client.invalidateQueries({ queryKey: conversationSummariesQuery(id).queryKey }),
  })
  const summaries = listed.data?.items
  return useMemo(() => {
    if (!isOwn) return null
    const edit = (summaryId: string, text: string) =>
      mutate(() => runAction(changeConversationSummaryAction, { id, summaryId, text }))
    const remake = ({ id: summaryId, text }: ConversationSummaryDto) =>
      mutate(async () => {
        const made = await runAction(remakeConversationSummaryAction, { id, summaryId })
        if (made.text === text) toast('It would be the same summary again.')
        else toast('The summary was written anew.', { action: { label: 'Undo', onClick: () => edit(made.id, text) } })
      })
    const unfold = (summaryId: string, isUnfolded: boolean) =>
      onUnfolds([...unfolds.filter((each) => each !== summaryId), ...(isUnfolded ? [summaryId] : [])])
    return { summaries, unfolds, unfold, foldAll: () => onUnfolds([]), edit, remake, isPending }
  }, [isOwn, id, summaries, unfolds, onUnfolds, mutate, isPending])
}
