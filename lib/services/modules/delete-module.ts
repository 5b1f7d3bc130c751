import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { bumpRevision } from '@/lib/db/releases/bump-revision'
import { releaseOf } from '@/lib/db/releases/release'
import { leaveReleases } from '@/lib/db/releases/set-release-entries'
import { deleteVersions } from '@/lib/db/versions/chunks-ahead'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { readDependencyGraph } from '@/lib/indexing/versions/dependency-graph'
import { deletedModuleSchema, moduleRefSchema } from '@/lib/schemas/modules/module'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { moduleNotFound } from './rows/read-module'

/** Deletes a module with its history, for good. What needs it directly is returned: it misses a dependency now. */
export const deleteModule = verb({
  name: 'deleteModule',
  scope: 'write',
  effect: 'write',
  input: moduleRefSchema,
  output: deletedModuleSchema,
  run: async ({ actor, workspaceId }, { id }) => {
    const deleted = await prisma.$transaction(async (tx) => {
      await bumpRevision(tx, workspaceId)
      const module = await tx.module.findUnique({
        where: { workspaceId_id: { workspaceId, id } },
        select: { _count: { select: { versions: { where: { version: { gt: 0 } } } } } },
      })
      if (!module) throw moduleNotFound(id)
      await leaveReleases(tx, workspaceId, id)
      const graph = await readDependencyGraph(tx, releaseOf(workspaceId))
      const told = { workspaceId, versions: { some: { moduleId: id }, none: { moduleId: { not: id } } } }
      await tx.summary.deleteMany({ where: told })
      // what is proposed stays, and says that the module is gone, also where another one gets its id; so does what has ended,
      // which may be reopened or taken back
      const isMerged = { version: { gt: 0 } }
      await tx.changeRequestEdit.updateMany({
        where: {
          ...{ workspaceId, moduleId: id },
          OR: [{ baseVersion: { gt: 0 } }, { wantedVersion: { not: null } }, isMerged],
        },
        data: { isBaseGone: true, revision: { increment: 1 } },
      })
      const ended = { workspaceId, moduleId: id, request: { status: { in: ['merged', 'closed'] } } }
      await tx.reviewedText.deleteMany({ where: { workspaceId, moduleId: id } })
      await tx.changeRequestEdit.updateMany({ where: ended, data: { source: null, curation: Prisma.DbNull } })
      await tx.thread.updateMany({ where: ended, data: { lineText: '', linesBefore: [], linesAfter: [] } })
      await tx.thread.deleteMany({ where: { workspaceId, moduleId: id, number: null } })
      await deleteVersions(tx, { workspaceId, moduleId: id })
      await tx.module.delete({ where: { workspaceId_id: { workspaceId, id } }, select: { id: true } })
      await recordAudit(tx, actor, { action: 'module.deleted', target: id })
      const neededBy = [...graph].filter(([, dependencies]) => dependencies.includes(id)).map(([needer]) => needer)
      return { id, versions: module._count.versions, neededBy: neededBy.sort() }
    })
    queueIndexing(workspaceId)
    return deleted
  },
})
