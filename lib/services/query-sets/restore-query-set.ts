import { prisma } from '@/lib/db/client'
import { querySetRefSchema, querySetSchema } from '@/lib/schemas/query-sets/query-set'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { setUndoEndsAt } from './edits/make-room-for-set'
import { requireFreeName } from './edits/require-free-name'
import { querySetNotFound, requireQuerySet } from './rows/stored-set'

/** Undoes a deletion. @throws AppError NOT_FOUND; CONFLICT where another set has its name by now. */
export const restoreQuerySet = verb({
  name: 'restoreQuerySet',
  scope: 'write',
  effect: 'write',
  input: querySetRefSchema,
  output: querySetSchema,
  run: async ({ actor, workspaceId }, { id }) => {
    await prisma.$transaction(async (tx) => {
      const deleted = await tx.querySet.findUnique({
        where: { workspaceId_id: { workspaceId, id } },
        select: { name: true },
      })
      if (!deleted) throw querySetNotFound(id)
      await requireFreeName(tx, workspaceId, id, deleted.name)
      const { count } = await tx.querySet.updateMany({
        where: { workspaceId, id, deletedAt: { gte: setUndoEndsAt() }, revision: { gt: 0 } },
        data: { deletedAt: null },
      })
      if (count === 0) throw querySetNotFound(id)
      await recordAudit(tx, actor, { action: 'querySet.restored', target: id })
    })
    return requireQuerySet(workspaceId, id)
  },
})
