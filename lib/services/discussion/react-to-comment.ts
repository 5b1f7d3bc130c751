import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { reactToCommentSchema, threadSchema } from '@/lib/schemas/changes/discussion'
import { verb } from '@/lib/services/verb'
import { requireThread } from './threads/find-threads'
import { lockComment } from './threads/lock-comment'

/**
 * Says what a person thinks of a comment without another comment, or takes it back. Nobody is told of it.
 * @throws AppError NOT_FOUND; FORBIDDEN for a key
 */
export const reactToComment = verb({
  name: 'reactToComment',
  scope: 'compose',
  effect: 'write',
  input: reactToCommentSchema,
  output: threadSchema,
  run: async ({ actor, workspaceId }, { kind, isGiven, ...ref }) => {
    if (actor.kind !== 'user') throw new AppError('FORBIDDEN', 'A reaction is a person’s: sign in to give it.')
    const { userId, name: userName } = actor
    const { threadId, commentId } = ref
    await prisma.$transaction(async (tx) => {
      await lockComment(tx, workspaceId, ref)
      const which = { workspaceId, commentId, kind, userId }
      if (isGiven) await tx.commentReaction.createMany({ data: { ...which, userName }, skipDuplicates: true })
      else await tx.commentReaction.deleteMany({ where: which })
    })
    return requireThread(workspaceId, threadId)
  },
})
