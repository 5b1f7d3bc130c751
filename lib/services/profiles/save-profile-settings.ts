import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { profileSettingsSchema, saveProfileSettingsSchema } from '@/lib/schemas/profile'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { verb } from '@/lib/services/verb'
import { readProfileSettings } from './read-profile-settings'

/** Changes what the workspace may learn. What was learned before stays. */
export const saveProfileSettings = verb({
  name: 'saveProfileSettings',
  scope: 'admin',
  effect: 'write',
  input: saveProfileSettingsSchema,
  output: profileSettingsSchema,
  run: async ({ actor, workspaceId }, { keys, ...settings }) =>
    prisma.$transaction(async (tx) => {
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
    }),
})
