import { prisma } from '@/lib/db/client'
import { chooseSummaryModelSchema, type SummaryModelDto } from '@/lib/schemas/summary'
import { type Actor, authorize } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'
import { parseInput } from '@/lib/services/parse-input'
import { findModel } from '@/lib/services/providers/find-model'
import { openChatModel } from '@/lib/services/providers/open-chat-model'
import { readSummaryModel } from './read-summary-model'

/**
 * Chooses what writes summaries: a chat model, or null for the modules' own sentences. They are made anew in the
 * background; those that are there serve until then.
 * @throws AppError VALIDATION when nobody offers the model.
 */
export async function chooseSummaryModel(actor: Actor, input: unknown): Promise<SummaryModelDto> {
  const { workspaceId } = authorize(actor, 'admin')
  const { model } = parseInput(chooseSummaryModelSchema, input)
  if (model !== null) openChatModel(workspaceId, await findModel(workspaceId, model))
  await prisma.$transaction(async (tx) => {
    await tx.workspaceState.update({
      where: { workspaceId },
      data: { summaryModel: model },
      select: { workspaceId: true },
    })
    await recordAudit(tx, actor, { action: 'summaries.chosen', detail: { model } })
  })
  await enqueueJob('follow-summaries', { workspaceId }, { singletonKey: 'workspace' })
  return readSummaryModel(workspaceId)
}
