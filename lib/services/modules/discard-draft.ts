import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { discardedDraftSchema, moduleRefSchema } from '@/lib/schemas/modules/module'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { moduleNotFound } from './rows/read-module'

/**
 * Throws the draft away. A module that was never published is gone with it: then `isDeleted`.
 * @param finish runs in the same transaction
 */
export const discardDraft = verb({
  name: 'discardDraft',
  scope: 'write',
  effect: 'write',
  input: moduleRefSchema,
  output: discardedDraftSchema,
  run: async ({ actor, workspaceId }, { id }, record?: (tx: Transaction) => Promise<void>) =>
    prisma.$transaction(async (tx) => {
      const module = await tx.module.findUnique({
        where: { workspaceId_id: { workspaceId, id } },
        select: { latestVersion: true },
      })
      if (!module) throw moduleNotFound(id)
      const isDeleted = module.latestVersion === 0
      // a candidate keeps its module
      const gone = { workspaceId, id, latestVersion: 0, versions: { none: {} } }
      const { count } = isDeleted ? await tx.module.deleteMany({ where: gone }) : { count: 0 }
      if (count === 0) await tx.moduleDraft.deleteMany({ where: { workspaceId, moduleId: id } })
      if (record) await record(tx)
      else await recordAudit(tx, actor, { action: 'module.draft-discarded', target: id })
      return { id, isDeleted }
    }),
})
