import { prisma } from '@/lib/db/client'
import { findModel } from '@/lib/indexing/providers/find-model'
import { openChatModel } from '@/lib/indexing/providers/open-chat-model'
import { chooseDefaultModelSchema, defaultModelSchema } from '@/lib/schemas/workspaces/provider'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'

/**
 * Chooses the model of whoever has asked none yet; null for the offline one.
 * @throws AppError VALIDATION when nobody offers it.
 */
export const chooseDefaultModel = verb({
  name: 'chooseDefaultModel',
  scope: 'admin',
  effect: 'write',
  input: chooseDefaultModelSchema,
  output: defaultModelSchema,
  run: async ({ actor, workspaceId }, { model }) => {
    if (model !== null) openChatModel(workspaceId, await findModel(workspaceId, model))
    await prisma.$transaction(async (tx) => {
      const before = await tx.workspaceSettings.findUnique({ where: { workspaceId }, select: { defaultModel: true } })
      await tx.workspaceSettings.update({
        where: { workspaceId },
        data: { defaultModel: model },
        select: { workspaceId: true },
      })
      await recordAudit(tx, actor, { action: 'model.chosen', before: { ...before }, after: { defaultModel: model } })
    })
    return { model }
  },
})
