import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { resolveThreadSchema, threadSchema } from '@/lib/schemas/changes/discussion'
import { whoOf } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { recordEvent } from './events/record-event'
import { lockThread } from './threads/add-comments'
import { auditDiscussion } from './threads/audit-discussion'
import { requireThread } from './threads/find-threads'

/** Says that what a thread is about is settled, or is not after all; whoever may comment may do it. @throws AppError NOT_FOUND. */
export const resolveThread = verb({
  name: 'resolveThread',
  scope: 'compose',
  effect: 'write',
  input: resolveThreadSchema,
  output: threadSchema,
  run: async ({ actor, workspaceId }, { threadId, isResolved }) => {
    await prisma.$transaction(async (tx) => {
      const thread = await lockThread(tx, workspaceId, threadId)
      const { number, moduleId, policyId, resolvedAt } = thread
      if (isResolved === (resolvedAt !== null)) return
      await tx.thread.update({
        where: { workspaceId_id: { workspaceId, id: threadId } },
        data: isResolved
          ? { resolvedAt: new Date(), resolvedBy: whoOf(actor) }
          : { resolvedAt: null, resolvedBy: Prisma.DbNull },
        select: { id: true },
      })
      const kind = isResolved ? 'resolved' : 'reopened'
      if (number !== null) {
        const detail = {
          threadId,
          ...(moduleId === null ? {} : { moduleId }),
          ...(policyId === null ? {} : { policyId }),
        }
        await recordEvent(tx, actor, { number, kind, detail })
      }
      await auditDiscussion(tx, actor, thread, isResolved ? 'threadResolved' : 'threadReopened')
    })
    return requireThread(workspaceId, threadId)
  },
})
