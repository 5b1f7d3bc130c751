import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { commentRefSchema } from '@/lib/schemas/changes/discussion'
import { whoOf } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { auditDiscussion } from './threads/audit-discussion'
import { lockComment, refuseUnlessOwn } from './threads/lock-comment'

/**
 * Deletes a comment with all that it said. Where others follow, its place says who deleted it; a thread without a comment
 * goes.
 * @throws AppError NOT_FOUND; FORBIDDEN for who neither wrote it nor is an admin
 */
export const deleteComment = verb({
  name: 'deleteComment',
  scope: 'compose',
  effect: 'write',
  input: commentRefSchema,
  output: z.void(),
  run: async ({ actor, workspaceId }, ref) => {
    const { threadId, commentId } = ref
    await prisma.$transaction(async (tx) => {
      const { thread, comment } = await lockComment(tx, workspaceId, ref)
      refuseUnlessOwn(actor, comment.author, true)
      await tx.commentRevision.deleteMany({ where: { workspaceId, commentId } })
      await tx.commentReaction.deleteMany({ where: { workspaceId, commentId } })
      await tx.comment.update({
        where: { workspaceId_id: { workspaceId, id: commentId } },
        data: { text: '', unheard: [], deletedAt: new Date(), deletedBy: whoOf(actor) },
        select: { id: true },
      })
      await dropLast(tx, workspaceId, threadId)
      await auditDiscussion(tx, actor, thread, 'commentDeleted')
    })
  },
})

/** Deleted comments that none follows leave nothing behind. */
async function dropLast(tx: Transaction, workspaceId: string, threadId: string): Promise<void> {
  const comments = await tx.comment.findMany({
    where: { workspaceId, threadId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, deletedAt: true },
  })
  const last = comments.findLastIndex(({ deletedAt }) => deletedAt === null)
  if (last === -1) await tx.thread.deleteMany({ where: { workspaceId, id: threadId } })
  else {
    const ids = comments.slice(last + 1).map(({ id }) => id)
    await tx.comment.deleteMany({ where: { workspaceId, id: { in: ids } } })
  }
}
