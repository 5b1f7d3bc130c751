import { prisma } from '@/lib/db/client'
import { newId } from '@/lib/new-id'
import { createQuerySetList, createQuerySetSchema, querySetSchema } from '@/lib/schemas/query-sets/query-set'
import { whoOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { makeRoomForSet } from './edits/make-room-for-set'
import { prepareQueries } from './edits/prepare-queries'
import { requireFreeName } from './edits/require-free-name'
import { tellSet } from './edits/tell-set'
import { requireQuerySet } from './rows/stored-set'

/** @throws AppError LIMIT_EXCEEDED; CONFLICT for a name that a set has; VALIDATION for a check that says nothing. */
export const createQuerySet = verb({
  name: 'createQuerySet',
  scope: 'write',
  effect: 'write',
  input: createQuerySetSchema,
  list: createQuerySetList,
  output: querySetSchema,
  run: async ({ actor, workspaceId }, { name, description, isRequired = false, queries }) => {
    const id = newId('qs')
    const data = { name, description, isRequired, ...prepareQueries(queries), editedBy: whoOf(actor) }
    await prisma.$transaction(async (tx) => {
      await requireFreeName(tx, workspaceId, id, name)
      await makeRoomForSet(tx, workspaceId)
      await tx.querySet.create({ data: { workspaceId, id, ...data }, select: { id: true } })
      const after = tellSet({ ...data, revision: 1 })
      await recordAudit(tx, actor, { action: 'querySet.created', target: id, after })
    })
    return requireQuerySet(workspaceId, id)
  },
})
