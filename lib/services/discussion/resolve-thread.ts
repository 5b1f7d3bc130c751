import { prisma } from '@/lib/db/client'
import { resolveThreadSchema, threadSchema } from '@/lib/schemas/discussion'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { verb } from '@/lib/services/verb'
import { lockThread } from './add-comments'
import { requireThread } from './find-threads'
import { recordEvent } from './record-event'

/** Says that what a thread is about is settled, or is not after all; whoever may comment may do it. @throws AppError NOT_FOUND. */
export const resolveThread = verb({
  name: 'resolveThread',
  scope: 'compose',
  effect: 'write',
  input: resolveThreadSchema,
  output: threadSchema,
  run: async ({ actor, workspaceId }, { threadId, isResolved }) => {
    await prisma.$transaction(async (tx) => {
      const { number, moduleId, resolvedAt } = await lockThread(tx, workspaceId, threadId)
      if (isResolved === (resolvedAt !== null)) return
      await tx.thread.update({
        where: { workspaceId_id: { workspaceId, id: threadId } },
        data: isResolved
          ? { resolvedAt: new Date(), resolvedByName: actor.name }
          : { resolvedAt: null, resolvedByName: null },
        select: { id: true },
      })
      const kind = isResolved ? 'resolved' : 'reopened'
      if (number !== null) {
        const detail = { threadId, ...(moduleId === null ? {} : { moduleId }) }
        await recordEvent(tx, actor, { number, kind, detail })
      }
      await recordAudit(tx, actor, { action: `thread.${kind}`, target: threadId })
    })
    return requireThread(workspaceId, threadId)
  },
})
