import { prisma } from '@/lib/db/client'
import { NOISE_KINDS } from '@/lib/engine'
import { queueJob } from '@/lib/indexing/queue/queue-job'
import { changeCleanerSchema, cleanerSchema } from '@/lib/schemas/modules/cleaner'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { readCleaner } from './settings/read-cleaner'

/**
 * Says what is left out of chunks and contexts. Modules are prepared anew in the background; each is found and sent as it was
 * until it is.
 */
export const changeCleaner = verb({
  name: 'changeCleaner',
  scope: 'admin',
  effect: 'write',
  input: changeCleanerSchema,
  output: cleanerSchema,
  run: async ({ actor, workspaceId }, { leftOut }) => {
    const keptNoise = NOISE_KINDS.filter((kind) => !leftOut.includes(kind))
    await prisma.$transaction(async (tx) => {
      const before = await tx.workspaceState.findUnique({ where: { workspaceId }, select: { keptNoise: true } })
      await tx.workspaceState.update({ where: { workspaceId }, data: { keptNoise }, select: { workspaceId: true } })
      await recordAudit(tx, actor, { action: 'cleaner.changed', before: { ...before }, after: { keptNoise } })
    })
    await queueJob('reindex-modules', { workspaceId }, { singletonKey: 'workspace' })
    return readCleaner(workspaceId)
  },
})
