import { prisma } from '@/lib/db/client'
import { findModel } from '@/lib/indexing/providers/find-model'
import { openChatModel } from '@/lib/indexing/providers/open-chat-model'
import { queueJob } from '@/lib/indexing/queue/queue-job'
import { chooseSummaryModelSchema, summaryModelSchema } from '@/lib/schemas/modules/summary'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { readSummaryModel } from './settings/read-summary-model'

const CHOSEN = { summaryModel: true, summarizesConversations: true } as const

/**
 * Chooses what writes summaries: a chat model, or null for the modules' own sentences. They are made anew in the
 * background; those that are there serve until then. Of conversations the summaries that are still to be made are its.
 * @throws AppError VALIDATION when nobody offers the model.
 */
export const chooseSummaryModel = verb({
  name: 'chooseSummaryModel',
  scope: 'admin',
  effect: 'write',
  input: chooseSummaryModelSchema,
  output: summaryModelSchema,
  run: async ({ actor, workspaceId }, { model, conversations }) => {
    if (model !== null) openChatModel(workspaceId, await findModel(workspaceId, model))
    const after = { summaryModel: model, summarizesConversations: model !== null && conversations }
    await prisma.$transaction(async (tx) => {
      const before = await tx.workspaceSettings.findUnique({ where: { workspaceId }, select: CHOSEN })
      await tx.workspaceSettings.update({
        where: { workspaceId },
        data: after,
        select: { workspaceId: true },
      })
      await recordAudit(tx, actor, {
        action: 'summaries.chosen',
        before: { ...before },
        after,
      })
    })
    await queueJob('follow-summaries', { workspaceId }, { singletonKey: 'workspace' })
    return readSummaryModel(workspaceId)
  },
})
