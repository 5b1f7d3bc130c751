import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { editCommentSchema, threadSchema } from '@/lib/schemas/changes/discussion'
import type { NotificationKind } from '@/lib/schemas/changes/inbox'
import { LIMITS } from '@/lib/schemas/limits'
import { notify } from '@/lib/services/inbox/notices/notify'
import { verb } from '@/lib/services/verb'
import { mentionsIn } from './threads/add-comments'
import { auditDiscussion } from './threads/audit-discussion'
import { requireThread } from './threads/find-threads'
import { lockComment, refuseUnlessOwn } from './threads/lock-comment'

/**
 * Changes one's own comment; what it said before is kept. Who is mentioned for the first time is told.
 * @throws AppError NOT_FOUND; FORBIDDEN for the comment of somebody else; LIMIT_EXCEEDED
 */
export const editComment = verb({
  name: 'editComment',
  scope: 'compose',
  effect: 'write',
  input: editCommentSchema,
  output: threadSchema,
  run: async ({ actor, workspaceId }, { text, ...ref }) => {
    const { threadId, commentId } = ref
    await prisma.$transaction(async (tx) => {
      const { thread, comment } = await lockComment(tx, workspaceId, ref)
      refuseUnlessOwn(actor, comment.author)
      if (comment.text === text) return
      const actual = await tx.commentRevision.count({ where: { workspaceId, commentId } })
      const limit = LIMITS.commentEdits
      if (actual >= limit) {
        const message = `A comment is edited at most ${limit} times: write another one.`
        throw new AppError('LIMIT_EXCEEDED', message, { limit, actual })
      }
      const writtenAt = comment.editedAt ?? comment.createdAt
      await tx.commentRevision.create({
        data: { workspaceId, commentId, revision: actual + 1, text: comment.text, writtenAt },
        select: { revision: true },
      })
      const { userIds, unheard } = await mentionsIn(tx, workspaceId, text)
      await tx.comment.update({
        where: { workspaceId_id: { workspaceId, id: commentId } },
        data: { text, unheard, editedAt: new Date() },
        select: { id: true },
      })
      const before = new Set((await mentionsIn(tx, workspaceId, comment.text)).userIds)
      const added = userIds.filter((userId) => !before.has(userId))
      const { number, moduleId } = thread
      const kinds = new Map(added.map((userId): [string, NotificationKind] => [userId, 'mention']))
      await notify(tx, actor, kinds, { number, moduleId, threadId, commentId })
      await auditDiscussion(tx, actor, thread, 'commentEdited')
    })
    return requireThread(workspaceId, threadId)
  },
})
