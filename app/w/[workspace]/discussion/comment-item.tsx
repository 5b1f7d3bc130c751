'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Check, Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { runAction, showError, useAction } from '@/components/data/use-action'
import { Markdown } from '@/components/markdown/markdown'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu'
import { RelativeTime } from '@/components/ui/relative-time'
import type { CommentDto } from '@/lib/schemas/changes/discussion'
import { deleteCommentAction, editCommentAction } from './actions'
import { CommentForm } from './comment-form'
import { describeUnheard } from './discussion-words'
import { HistoryDialog } from './history-dialog'
import type { Me } from './me'
import { refreshDiscussion, showThread } from './queries'
import { Reactions } from './reactions'
import { findSuggestion, type Taking } from './suggestion'

type CommentItemProps = {
  threadId: string
  comment: CommentDto
  me: Me
  /** Whether what the comment suggests can be taken over into the text. */
  taking?: Taking | undefined
}

export function CommentItem({ threadId, comment, me, taking }: CommentItemProps) {
  const { id: commentId, author, text, unheard, reactions } = comment
  const { createdAt, editedAt, deletedAt, deletedBy } = comment
  const client = useQueryClient()
  const [shown, setShown] = useState<'text' | 'form' | 'history' | 'delete'>('text')
  const remove = useAction(deleteCommentAction, {
    onSuccess: () => {
      setShown('text')
      refreshDiscussion(client)
    },
  })
  if (deletedAt !== null) {
    return (
      <li className="text-fg-faint text-sm italic">
        A comment by {author.name}, deleted by {deletedBy?.name} <RelativeTime date={deletedAt} />
      </li>
    )
  }
  const suggestion = findSuggestion(text)
  const isOwn = author.id !== null && author.id === me.userId
  const close = () => setShown('text')
  const save = async (next: string) => {
    showThread(client, await runAction(editCommentAction, { threadId, commentId, text: next }))
    close()
  }
  return (
    <li className="min-w-0">
      <div className="flex min-h-7 items-center gap-1.5 text-xs">
        <span className="truncate font-medium text-fg text-sm">{author.name}</span>
        <RelativeTime date={createdAt} className="shrink-0 text-fg-faint" />
        {editedAt && (
          <button
            type="button"
            className="shrink-0 rounded-md text-fg-faint underline-offset-2 hover:text-fg hover:underline"
            onClick={() => setShown('history')}
          >
            edited
          </button>
        )}
        {((isOwn && me.canComment) || me.isAdmin) && (
          <DropdownMenu
            align="end"
            trigger={
              <Button
                variant="ghost"
                size="icon-sm"
                className="ml-auto"
                aria-label={`More on the comment of ${author.name}`}
              >
                <Ellipsis />
              </Button>
            }
          >
            {isOwn && <MenuItem onSelect={() => setShown('form')}>Edit</MenuItem>}
            <MenuItem isDanger onSelect={() => setShown('delete')}>
              Delete
            </MenuItem>
          </DropdownMenu>
        )}
      </div>
      {shown === 'form' ? (
        <CommentForm
          draftKey={`edit:${commentId}`}
          label="Edit the comment"
          initial={text}
          autoFocus
          submits={[{ label: 'Save', run: save }]}
          onCancel={close}
        />
      ) : (
        <Markdown className="text-sm">{text}</Markdown>
      )}
      {taking && suggestion !== null && <Suggested taking={taking} suggestion={suggestion} />}
      {unheard.length > 0 && <p className="mt-1 text-fg-muted text-xs">{describeUnheard(unheard)}</p>}
      {shown !== 'form' && <Reactions {...{ threadId, commentId, reactions, me }} authorName={author.name} />}
      {shown === 'history' && <HistoryDialog threadId={threadId} commentId={commentId} onClose={close} />}
      <ConfirmDialog
        open={shown === 'delete'}
        onOpenChange={(open) => setShown(open ? 'delete' : 'text')}
        title="Delete this comment?"
        description="Its text and what it said before are gone for good. Answers to it stay."
        confirmLabel="Delete"
        isPending={remove.isPending}
        onConfirm={() => remove.mutate({ threadId, commentId })}
      />
    </li>
  )
}

function Suggested({ taking, suggestion }: { taking: Taking; suggestion: string }) {
  if ('hindrance' in taking) return <p className="mt-1 text-fg-muted text-xs">{taking.hindrance}</p>
  return <ApplyButton onApply={() => taking.apply(suggestion)} />
}

function ApplyButton({ onApply }: { onApply: () => Promise<unknown> }) {
  const [isPending, setIsPending] = useState(false)
  const apply = async () => {
    setIsPending(true)
    try {
      await onApply()
    } catch (error) {
      showError(error instanceof Error ? error : new Error('It could not be applied. Try again.'))
    } finally {
      setIsPending(false)
    }
  }
  return (
    <Button size="sm" className="mt-2" isPending={isPending} onClick={() => void apply()}>
      <Check />
      Apply the suggestion
    </Button>
  )
}
