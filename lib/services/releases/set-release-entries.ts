import { bumpForReleases } from '@/lib/db/bump-revision'
import { prisma } from '@/lib/db/client'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { releaseDetailSchema, setReleaseEntriesSchema } from '@/lib/schemas/release'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { verb } from '@/lib/services/verb'
import { getRelease } from './get-release'
import { requireDerived, TRANSACTION_OPTIONS, writeEntries } from './write-entries'

/**
 * Puts versions into a release, or takes modules out of it; its other entries stay.
 * @throws AppError NOT_FOUND; CONFLICT for a release without a base; LIMIT_EXCEEDED.
 */
export const setReleaseEntries = verb({
  name: 'setReleaseEntries',
  scope: 'write',
  effect: 'write',
  input: setReleaseEntriesSchema,
  output: releaseDetailSchema,
  run: async ({ actor, workspaceId }, { id, entries }) => {
    await prisma.$transaction(async (tx) => {
      await bumpForReleases(tx, workspaceId)
      await requireDerived(tx, workspaceId, id)
      await writeEntries(tx, workspaceId, id, entries)
      await recordAudit(tx, actor, { action: 'release.changed', target: id, detail: { entries } })
    }, TRANSACTION_OPTIONS)
    queueIndexing(workspaceId)
    return getRelease(actor, { id })
  },
})
