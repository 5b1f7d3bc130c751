import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { toActor } from '@/lib/schemas/actor'
import { type Actor, canActor } from '@/lib/services/actor'
import { lockThread } from './add-comments'

type CommentRef = { threadId: string; commentId: string }

/** A comment that is not deleted, and its thread, while nobody else changes them. @throws AppError NOT_FOUND. */
export async function lockComment(tx: Transaction, workspaceId: string, { threadId, commentId }: CommentRef) {
  const thread = await lockThread(tx, workspaceId, threadId)
  const comment = await tx.comment.findFirst({
    where: { workspaceId, threadId, id: commentId, deletedAt: null },
    select: { id: true, author: true, text: true, createdAt: true, editedAt: true },
  })
  if (!comment) throw commentNotFound(commentId)
  return { thread, comment }
}

/** @param byAdmin an admin may do it, too @throws AppError FORBIDDEN */
export function refuseUnlessOwn(actor: Actor, author: unknown, byAdmin = false): void {
  if (actor.kind === 'user' && actor.userId === toActor(author).id) return
  if (byAdmin && canActor(actor, 'admin')) return
  const message = byAdmin
    ? 'Only who wrote a comment, or an admin, deletes it.'
    : 'Only who wrote a comment changes it. Answer it instead.'
  throw new AppError('FORBIDDEN', message, { entity: 'comment' })
}

export function commentNotFound(id: string): AppError {
  return new AppError('NOT_FOUND', 'There is no such comment. It may have been deleted meanwhile.', {
    entity: 'comment',
    id,
  })
}
