import { prisma } from '@/lib/db/client'
import { changeRetentionSchema, retentionSchema } from '@/lib/schemas/workspaces/retention'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { queueRetention } from './rules/queue-retention'
import { readRetention } from './rules/read-retention'

/** Says for how long the workspace keeps things. What is due by it is deleted in the background, for good. */
export const changeRetention = verb({
  name: 'changeRetention',
  scope: 'admin',
  effect: 'write',
  input: changeRetentionSchema,
  output: retentionSchema,
  run: async ({ actor, workspaceId }, changed) => {
    const after = await prisma.$transaction(async (tx) => {
      const before = await readRetention(workspaceId, tx)
      await tx.retention.upsert({
        where: { workspaceId },
        create: { workspaceId, ...changed },
        update: changed,
        select: { workspaceId: true },
      })
      const after = await readRetention(workspaceId, tx)
      await recordAudit(tx, actor, { action: 'retention.changed', before, after })
      return after
    })
    await queueRetention(workspaceId)
    return after
  },
})
