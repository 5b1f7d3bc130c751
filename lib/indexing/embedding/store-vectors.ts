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
    const moduleIds = versions.map(({ moduleId }) => moduleId)
    const current = await tx.$queryRaw<{ moduleId: string; version: number; overlayVersion: number }[]>`
      SELECT v."moduleId", v."version", v."overlayVersion"
      FROM "Module" m
      JOIN "ModuleVersion" v ON v."workspaceId" = m."workspaceId" AND v."moduleId" = m."id"
        AND v."version" = m."latestVersion"
      WHERE m."workspaceId" = ${workspaceId} AND m."id" = ANY(${moduleIds}::text[])`
    const states = new Map(current.map((state) => [state.moduleId, state]))
    const unchanged = versions.filter(({ moduleId, version, overlayVersion }) => {
      const state = states.get(moduleId)
      return state?.version === version && state.overlayVersion === overlayVersion
    })
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
