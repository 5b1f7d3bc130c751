import { prisma } from '@/lib/db/client'
import { changeSetRefSchema } from '@/lib/schemas/changes/change-inputs'
import { changeSetTextsSchema, keptSetSchema } from '@/lib/schemas/changes/change-query-set'
import { writeSetFile } from '@/lib/services/query-sets/edits/set-file'
import { verb } from '@/lib/services/verb'
import { setEditNotFound } from './reading/find-change-request'

/** What a change request makes of a query set, as files: what it began with, the set as it is, the proposed one. @throws AppError NOT_FOUND. */
export const getChangeQuerySet = verb({
  name: 'getChangeQuerySet',
  scope: 'read',
  effect: 'read',
  input: changeSetRefSchema,
  output: changeSetTextsSchema,
  run: async ({ workspaceId }, { number, querySetId }) => {
    const edit = await prisma.changeRequestQuerySet.findUnique({
      where: { workspaceId_number_querySetId: { workspaceId, number, querySetId } },
      select: { kind: true, base: true, wanted: true },
    })
    if (!edit) throw setEditNotFound(number, querySetId)
    const row = await prisma.querySet.findFirst({
      where: { workspaceId, id: querySetId, deletedAt: null },
      select: { name: true, description: true, isRequired: true, queries: true, revision: true },
    })
    const write = (set: unknown) => writeSetFile(workspaceId, keptSetSchema.parse(set))
    const { revision = 0, ...present } = row ?? {}
    return {
      querySetId,
      base: edit.kind === 'create' ? null : await write(edit.base),
      current: row && (await write(present)),
      currentRevision: revision,
      proposed: edit.kind === 'delete' ? null : await write(edit.wanted),
    }
  },
})
