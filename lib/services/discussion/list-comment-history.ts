import { prisma } from '@/lib/db/client'
import { commentHistorySchema, commentRefSchema } from '@/lib/schemas/changes/discussion'
import { verb } from '@/lib/services/verb'
import { commentNotFound } from './threads/lock-comment'

/** What a comment said over time, the newest first; nothing of a deleted one. @throws AppError NOT_FOUND. */
export const listCommentHistory = verb({
  name: 'listCommentHistory',
  scope: 'read',
  effect: 'read',
  input: commentRefSchema,
  output: commentHistorySchema,
  run: async ({ workspaceId }, { threadId, commentId }) => {
    const comment = await prisma.comment.findFirst({
      where: { workspaceId, threadId, id: commentId, deletedAt: null },
      select: {
        ...{ text: true, createdAt: true, editedAt: true },
        earlier: { orderBy: { revision: 'desc' }, select: { revision: true, text: true, writtenAt: true } },
      },
    })
    if (!comment) throw commentNotFound(commentId)
    const { text, createdAt, editedAt, earlier } = comment
    const now = { revision: earlier.length + 1, text, writtenAt: editedAt ?? createdAt }
    return {
      items: [now, ...earlier].map(({ writtenAt, ...rest }) => ({ ...rest, writtenAt: writtenAt.toISOString() })),
    }
  },
})
