import { prisma } from '@/lib/db/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import { changeSetRefSchema } from '@/lib/schemas/changes/change-inputs'
import { keptSetSchema } from '@/lib/schemas/changes/change-query-set'
import { changeRequestSchema } from '@/lib/schemas/changes/change-request'
import { verb } from '@/lib/services/verb'
import { dropProposedSet } from './edits/query-set-edits'
import { requireChange, requireOpenChange, setEditNotFound } from './reading/find-change-request'
import { auditChange } from './record/audit-change'
import { queueCheckChange } from './reviews/queue-check-change'

/** Takes a query set out of an open change request. @throws AppError NOT_FOUND; CONFLICT for a request that has ended. */
export const removeChangeQuerySet = verb({
  name: 'removeChangeQuerySet',
  scope: 'write',
  effect: 'write',
  input: changeSetRefSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { number, querySetId }) => {
    await prisma.$transaction(async (tx) => {
      const { revision } = await bumpForReleases(tx, workspaceId)
      await requireOpenChange(tx, workspaceId, number)
      const where = { workspaceId_number_querySetId: { workspaceId, number, querySetId } }
      const edit = await tx.changeRequestQuerySet.findUnique({ where, select: { kind: true, wanted: true } })
      if (!edit) throw setEditNotFound(number, querySetId)
      await tx.changeRequestQuerySet.delete({ where, select: { number: true } })
      if (edit.kind === 'create') await dropProposedSet(tx, workspaceId, querySetId)
      await tx.changeRequest.update({
        where: { workspaceId_number: { workspaceId, number } },
        data: { baseRevision: revision },
        select: { number: true },
      })
      await auditChange(tx, actor, 'changed', number, { removedQuerySet: keptSetSchema.parse(edit.wanted).name })
    })
    void queueCheckChange(workspaceId, number)
    return requireChange(workspaceId, number)
  },
})
