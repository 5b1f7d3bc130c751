import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { querySetRefSchema } from '@/lib/schemas/query-sets/query-set'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { requireReviewOfSet } from './edits/change-query-set'
import { querySetNotFound } from './rows/stored-set'

/** With its runs; `restoreQuerySet` brings both back. @throws AppError NOT_FOUND; FORBIDDEN for a required set where review is required. */
export const deleteQuerySet = verb({
  name: 'deleteQuerySet',
  scope: 'write',
  effect: 'write',
  input: querySetRefSchema,
  output: z.void(),
  run: async ({ actor, workspaceId }, { id }) => {
    await prisma.$transaction(async (tx) => {
      await requireReviewOfSet(tx, workspaceId, id)
      const { count } = await tx.querySet.updateMany({
        where: { workspaceId, id, deletedAt: null },
        data: { deletedAt: new Date() },
      })
      if (count === 0) throw querySetNotFound(id)
      await recordAudit(tx, actor, { action: 'querySet.deleted', target: id })
    })
  },
})
