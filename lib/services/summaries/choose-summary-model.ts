import { prisma } from '@/lib/db/client'
import { findModel } from '@/lib/indexing/providers/find-model'
import { openChatModel } from '@/lib/indexing/providers/open-chat-model'
import { queueJob } from '@/lib/indexing/queue/queue-job'
import { chooseSummaryModelSchema, summaryModelSchema } from '@/lib/schemas/summary'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { verb } from '@/lib/services/verb'
import { readSummaryModel } from './read-summary-model'

/**
 * Chooses what writes summaries: a chat model, or null for the modules' own sentences. They are made anew in the
 * background; those that are there serve until then.
 * @throws AppError VALIDATION when nobody offers the model.
 */
export const chooseSummaryModel = verb({
  name: 'chooseSummaryModel',
  scope: 'admin',
  effect: 'write',
  input: chooseSummaryModelSchema,
  output: summaryModelSchema,
  run: async ({ actor, workspaceId }, { model }) => {
    if (model !== null) openChatModel(workspaceId, await findModel(workspaceId, model))
    await prisma.$transaction(async (tx) => {
      const before = await tx.workspaceState.findUnique({ where: { workspaceId }, select: { summaryModel: true } })
      await tx.workspaceState.update({
        where: { workspaceId },
        data: { summaryModel: model },
        select: { workspaceId: true },
      })
      await recordAudit(tx, actor, {
        action: 'summaries.chosen',
        before: { ...before },
        after: { summaryModel: model },
      })
    })
    await queueJob('follow-summaries', { workspaceId }, { singletonKey: 'workspace' })
    return readSummaryModel(workspaceId)
  },
})
