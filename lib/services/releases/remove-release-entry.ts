import { prisma } from '@/lib/db/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import { setReleaseEntries } from '@/lib/db/releases/set-release-entries'
import { AppError } from '@/lib/errors'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { releaseDetailSchema, removeReleaseEntrySchema } from '@/lib/schemas/releases/release'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { readRelease } from './rows/read-release'
import { requireOpen, TRANSACTION_OPTIONS } from './rows/write-entries'

/**
 * Lets a release follow its base again for a module.
 * @throws AppError NOT_FOUND when it has no entry for the module; CONFLICT for a release that is frozen or without a base;
 *   FORBIDDEN for a protected one.
 */
export const removeReleaseEntry = verb({
  name: 'removeReleaseEntry',
  scope: 'write',
  effect: 'write',
  input: removeReleaseEntrySchema,
  output: releaseDetailSchema,
  run: async ({ actor, workspaceId }, { id, moduleId }) => {
    await prisma.$transaction(async (tx) => {
      await bumpForReleases(tx, workspaceId)
      await requireOpen(tx, workspaceId, id)
      const entry = await tx.releaseEntry.count({ where: { workspaceId, releaseId: id, moduleId } })
      if (entry === 0) {
        const message = `The release has no entry for the module ${moduleId}.`
        throw new AppError('NOT_FOUND', message, { entity: 'releaseEntry', id: moduleId })
      }
      await setReleaseEntries(tx, workspaceId, id, [{ moduleId, version: undefined }])
      await recordAudit(tx, actor, { action: 'release.changed', target: id, detail: { followed: moduleId } })
    }, TRANSACTION_OPTIONS)
    queueIndexing(workspaceId)
    return readRelease(workspaceId, id)
  },
})
