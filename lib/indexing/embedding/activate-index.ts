import { prisma } from '@/lib/db/client'
import { bumpRevision, lockRevision } from '@/lib/db/releases/bump-revision'
import { keptVersions } from '@/lib/db/releases/kept-versions'
import { type EmbeddingIndexRow, IndexGone, readLiveIndexes } from './embedding-index'

/**
 * Lets the index that was built serve from now on, if nothing is missing in it; publishing waits meanwhile, so that
 * nothing can be.
 * @returns false when a version that releases may hold has no vectors under it yet
 * @throws IndexGone
 */
export async function activateIndex({ workspaceId, id, claimedBy }: EmbeddingIndexRow): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    await lockRevision(tx, workspaceId)
    const { active, building } = await readLiveIndexes(tx, workspaceId)
    if (building?.id !== id || building.claimedBy !== claimedBy) throw new IndexGone()
    const missing = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM ${keptVersions(workspaceId)} k
      WHERE NOT EXISTS (
        SELECT 1 FROM "ModuleEmbedding" e
        WHERE e."workspaceId" = ${workspaceId} AND e."model" = ${id} AND e."moduleId" = k."moduleId"
          AND e."version" = k."version"
      )
      LIMIT 1`
    if (missing.length > 0) return false
    const { revision } = await bumpRevision(tx, workspaceId)
    const key = (indexId: string) => ({ workspaceId_id: { workspaceId, id: indexId } })
    await tx.embeddingIndex.update({ where: key(active.id), data: { status: 'retired' }, select: { id: true } })
    const data = { status: 'active', activatedAt: new Date(), error: null }
    await tx.embeddingIndex.update({ where: key(id), data, select: { id: true } })
    // What is alike is so by other vectors now: all lists are made again. Negative, and never the same twice, so that a
    // run that is under way does not count as done.
    await tx.workspaceProgress.update({
      where: { workspaceId },
      data: { relatedRevision: -revision },
      select: { workspaceId: true },
    })
    return true
  })
}
