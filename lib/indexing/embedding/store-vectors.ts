import { bumpForReleases } from '@/lib/db/bump-revision'
import { prisma } from '@/lib/db/client'
import type { VersionVectors } from '@/lib/db/index-rows'
import { insertVectors } from '@/lib/db/insert-vectors'
import { renewInReleases } from '@/lib/db/releases/set-release-entries'
import type { Transaction } from '@/lib/db/transaction'
import type { EmbeddingIndexRow } from './embedding-index'

type Version = { moduleId: string; version: number; overlayVersion: number; vectors: VersionVectors[] }

/**
 * Stores vectors of versions that were read before: of those that are still as they were. What queries are served from
 * changes under a new revision; the vectors of an index that is being built nobody sees.
 */
export async function storeVectors(
  { workspaceId, status }: Pick<EmbeddingIndexRow, 'workspaceId' | 'status'>,
  versions: Version[],
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await (status === 'active' ? bumpForReleases : lock)(tx, workspaceId)
    const keys = versions.map(({ moduleId, version, overlayVersion }) => ({ moduleId, version, overlayVersion }))
    const current = await tx.moduleIndex.findMany({
      where: { workspaceId, OR: keys },
      select: { moduleId: true, version: true },
    })
    const isCurrent = new Set(current.map(({ moduleId, version }) => `${moduleId}@${version}`))
    const unchanged = versions.filter(({ moduleId, version }) => isCurrent.has(`${moduleId}@${version}`))
    await insertVectors(tx, workspaceId, unchanged)
    if (status !== 'active') return
    // memory holds the modules as they were without
    await renewInReleases(tx, workspaceId, unchanged)
  })
}

/** What `bumpForReleases` locks: nobody publishes, curates or deletes meanwhile. */
async function lock(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "WorkspaceState" WHERE "workspaceId" = ${workspaceId} FOR UPDATE`
}
