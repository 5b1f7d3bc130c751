import { prisma } from '@/lib/db/client'
import { replyToThreadSchema, threadSchema } from '@/lib/schemas/changes/discussion'
import { verb } from '@/lib/services/verb'
import { addReply } from './threads/add-comments'
import { requireThread } from './threads/find-threads'

/** @throws AppError NOT_FOUND; LIMIT_EXCEEDED */
export const replyToThread = verb({
  name: 'replyToThread',
  scope: 'compose',
  effect: 'write',
  input: replyToThreadSchema,
  output: threadSchema,
  run: async ({ actor, workspaceId }, { threadId, text }) => {
    await prisma.$transaction((tx) => addReply(tx, actor, { threadId, text }))
    return requireThread(workspaceId, threadId)
  },
})
