import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { findModel } from '@/lib/indexing/providers/find-model'
import { openChatModel } from '@/lib/indexing/providers/open-chat-model'
import { profileSettingsSchema, saveProfileSettingsSchema } from '@/lib/schemas/profiles/profile'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { readProfileSettings } from './rows/read-profile-settings'

/**
 * Changes what the workspace may learn. What was learned before stays.
 * @throws AppError VALIDATION when nobody offers the model.
 */
export const saveProfileSettings = verb({
  name: 'saveProfileSettings',
  scope: 'admin',
  effect: 'write',
  input: saveProfileSettingsSchema,
  output: profileSettingsSchema,
  run: async ({ actor, workspaceId }, { keys, ...settings }) => {
    const { model } = settings
    if (typeof model === 'string') openChatModel(workspaceId, await findModel(workspaceId, model))
    return prisma.$transaction(async (tx) => {
      const before = await readProfileSettings(workspaceId, tx)
      const changed = { ...settings, ...(keys === undefined ? {} : { keys: keys ?? Prisma.DbNull }) }
      await tx.profileSettings.upsert({
        where: { workspaceId },
        create: { workspaceId, ...changed },
        update: changed,
        select: { workspaceId: true },
      })
      const after = await readProfileSettings(workspaceId, tx)
      await recordAudit(tx, actor, { action: 'profileSettings.changed', before, after })
      return after
    })
  },
})
