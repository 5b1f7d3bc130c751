import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { LIMITS } from '@/lib/schemas/limits'
import { createQuerySetSchema, querySetSchema } from '@/lib/schemas/query-set'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { verb } from '@/lib/services/verb'
import { requireQuerySet } from './find-query-set'
import { prepareQueries } from './prepare-queries'

const DAY_MS = 24 * 60 * 60 * 1000

/** @throws AppError LIMIT_EXCEEDED; VALIDATION for a check that says nothing. */
export const createQuerySet = verb({
  name: 'createQuerySet',
  scope: 'write',
  effect: 'write',
  input: createQuerySetSchema,
  output: querySetSchema,
  run: async ({ actor, workspaceId }, { name, description, isRequired = false, queries }) => {
    const id = newId('qs')
    const data = { name, description, isRequired, ...prepareQueries(queries), editedByName: actor.name }
    await prisma.$transaction(async (tx) => {
      const endedAt = new Date(Date.now() - LIMITS.querySetUndoDays * DAY_MS)
      await tx.querySet.deleteMany({ where: { workspaceId, deletedAt: { lt: endedAt } } })
      const limit = LIMITS.querySetsPerWorkspace
      if ((await tx.querySet.count({ where: { workspaceId, deletedAt: null } })) >= limit) {
        throw new AppError('LIMIT_EXCEEDED', `A workspace has at most ${limit} query sets: delete some first.`, {
          limit,
        })
      }
      await tx.querySet.create({ data: { workspaceId, id, ...data }, select: { id: true } })
      const { queryCount, checkCount } = data
      const after = { name, queryCount, checkCount, revision: 1 }
      await recordAudit(tx, actor, { action: 'querySet.created', target: id, after })
    })
    return requireQuerySet(workspaceId, id)
  },
})
