import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { discardDraftSchema, discardedDraftSchema } from '@/lib/schemas/modules/module'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { moduleNotFound } from './rows/read-module'

/**
 * Throws the draft away. A module that was never published is gone with it: then `isDeleted`.
 * @param record writes down what was done, in the same transaction and in place of an entry of the audit log
 * @throws AppError CONFLICT when another revision than the one that is named is kept
 */
export const discardDraft = verb({
  name: 'discardDraft',
  scope: 'write',
  effect: 'write',
  input: discardDraftSchema,
  output: discardedDraftSchema,
  run: async ({ actor, workspaceId }, { id, revision }, record?: (tx: Transaction) => Promise<void>) =>
    prisma.$transaction(async (tx) => {
      const module = await tx.module.findUnique({
        where: { workspaceId_id: { workspaceId, id } },
        select: { latestVersion: true },
      })
      if (!module) throw moduleNotFound(id)
      if (revision !== undefined) await discardRevision(tx, { workspaceId, moduleId: id }, revision)
      const isDeleted = module.latestVersion === 0
      // a candidate keeps its module
      const gone = { workspaceId, id, latestVersion: 0, versions: { none: {} } }
      const { count } = isDeleted ? await tx.module.deleteMany({ where: gone }) : { count: 0 }
      if (count === 0 && revision === undefined)
        await tx.moduleDraft.deleteMany({ where: { workspaceId, moduleId: id } })
      if (record) await record(tx)
      else await recordAudit(tx, actor, { action: 'module.draft-discarded', target: id })
      return { id, isDeleted }
    }),
})

/** @param revision 0: of a module without a draft. @throws AppError CONFLICT for another one */
async function discardRevision(tx: Transaction, where: { workspaceId: string; moduleId: string }, revision: number) {
  const { count } = await tx.moduleDraft.deleteMany({ where: { ...where, revision } })
  const isThis = count > 0 || (revision === 0 && (await tx.moduleDraft.count({ where })) === 0)
  if (isThis) return
  const message = `Somebody changed the draft of “${where.moduleId}” meanwhile. Nothing was thrown away: look at it first.`
  throw new AppError('CONFLICT', message, { entity: 'module', id: where.moduleId })
}
