import { prisma } from '@/lib/db/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import { setReleaseEntries } from '@/lib/db/releases/set-release-entries'
import { queueRemoveChunks } from '@/lib/indexing/queue/queue-indexing'
import { removeCandidates } from '@/lib/indexing/versions/drop-candidates'
import { changeEditRefSchema } from '@/lib/schemas/changes/change-inputs'
import { changeRequestSchema } from '@/lib/schemas/changes/change-request'
import { TRANSACTION_OPTIONS } from '@/lib/services/releases/rows/write-entries'
import { verb } from '@/lib/services/verb'
import { readOwn } from './edits/fill-release'
import { editNotFound, requireChange, requireOpenChange } from './reading/find-change-request'
import { auditChange } from './record/audit-change'
import { queueCheckChange } from './reviews/queue-check-change'

/** Takes an edit out of an open change request. @throws AppError NOT_FOUND; CONFLICT for a request that has ended. */
export const removeChangeEdit = verb({
  name: 'removeChangeEdit',
  scope: 'write',
  effect: 'write',
  input: changeEditRefSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { number, moduleId }) => {
    await prisma.$transaction(async (tx) => {
      const { revision } = await bumpForReleases(tx, workspaceId)
      const { release, targetId } = await requireOpenChange(tx, workspaceId, number)
      const where = { workspaceId, number, moduleId }
      const edit = await tx.changeRequestEdit.findFirst({ where, select: { version: true } })
      if (!edit) throw editNotFound(number, moduleId)
      await tx.changeRequestEdit.deleteMany({ where })
      // what is taken out may be what nobody is to read any more
      await tx.reviewedText.deleteMany({ where })
      const own = targetId === null ? undefined : await readOwn(tx, workspaceId, targetId, [moduleId])
      const entry = { moduleId, version: own?.get(moduleId) }
      if (release) await setReleaseEntries(tx, workspaceId, release.id, [entry])
      await removeCandidates(tx, workspaceId, edit.version === null ? [] : [{ moduleId, version: edit.version }])
      await tx.changeRequest.update({
        where: { workspaceId_number: { workspaceId, number } },
        data: { baseRevision: revision },
        select: { number: true },
      })
      await auditChange(tx, actor, 'changed', number, { removed: moduleId })
    }, TRANSACTION_OPTIONS)
    void queueRemoveChunks(workspaceId)
    void queueCheckChange(workspaceId, number)
    return requireChange(workspaceId, number)
  },
})
