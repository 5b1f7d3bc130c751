import { prisma } from '@/lib/db/client'
import { TERMS_VERSION } from '@/lib/engine'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'
import { giveWay } from '@/lib/services/jobs/give-way'
import { bumpRevision } from '@/lib/services/modules/bump-revision'
import { EmbeddingIndexChanged } from '@/lib/services/modules/check-embedding-indexes'
import { followRelease } from '@/lib/services/modules/follow-release'
import { NO_OVERLAY } from './mark-chunks'
import { prepareReindex } from './prepare-reindex'
import { readOverlays } from './read-overlays'
import { readIndexedState, storeReindex } from './store-reindex'

const MODULES_PER_BATCH = 50
const TRANSACTION_OPTIONS = { timeout: 30_000, maxWait: 30_000 }

/** Has workspaces whose terms were made by older rules indexed anew, in the background: call it when a process starts. */
export async function queueReindex(): Promise<void> {
  const outdated = await prisma.workspaceState.findMany({
    where: { termsVersion: { lt: TERMS_VERSION } },
    select: { workspaceId: true },
  })
  for (const { workspaceId } of outdated) {
    await enqueueJob('reindex-modules', { workspaceId }, { singletonKey: 'workspace' })
  }
}

/**
 * Indexes modules anew whose terms were made by older rules, archived ones too, since they can come back. Each module is
 * searched by its old terms until its own transaction ends; queries meet both, since English forms always take part.
 */
export async function reindexModules(workspaceId: string, signal?: AbortSignal): Promise<void> {
  let after = ''
  let isChanged = false
  for (;;) {
    const batch = await findOutdated(workspaceId, after)
    const last = batch.at(-1)
    if (!last) break
    for (const { id, latestVersion } of batch) {
      signal?.throwIfAborted()
      await giveWay()
      await reindexModule(workspaceId, id, latestVersion)
    }
    isChanged = true
    after = last.id
  }
  // what was published meanwhile came with new terms
  await prisma.workspaceState.update({
    where: { workspaceId },
    data: { termsVersion: TERMS_VERSION },
    select: { workspaceId: true },
  })
  if (!isChanged) return
  // the offline embedder knows the old terms: it is to be fitted to the new ones
  await prisma.embeddingIndex.updateMany({
    where: { workspaceId, status: 'active', isAutomatic: true },
    data: { fittedChunks: 0 },
  })
  followRelease(workspaceId)
}

function findOutdated(workspaceId: string, after: string): Promise<{ id: string; latestVersion: number }[]> {
  return prisma.$queryRaw`
    SELECT m."id", m."latestVersion" FROM "Module" m
    CROSS JOIN LATERAL (
      SELECT v."termsVersion" FROM "ModuleVersion" v
      WHERE v."workspaceId" = m."workspaceId" AND v."moduleId" = m."id" AND v."version" = m."latestVersion"
      OFFSET 0
    ) v
    WHERE m."workspaceId" = ${workspaceId} AND m."id" > ${after} AND v."termsVersion" < ${TERMS_VERSION}
    ORDER BY m."id" LIMIT ${MODULES_PER_BATCH}`
}

async function reindexModule(workspaceId: string, moduleId: string, version: number): Promise<void> {
  const overlay = (await readOverlays(prisma, workspaceId, [moduleId])).get(moduleId) ?? NO_OVERLAY
  const reindex = await prepareReindex(workspaceId, moduleId, version, overlay.entries)
  const stored = prisma.$transaction(async (tx) => {
    const lengths = await bumpRevision(tx, workspaceId)
    const state = await readIndexedState(tx, workspaceId, moduleId)
    // it was published anew, with new terms
    if (state.latestVersion !== version) return true
    if (state.overlayVersion !== overlay.version) return false
    await storeReindex(tx, workspaceId, reindex, state, lengths)
    return true
  }, TRANSACTION_OPTIONS)
  const isDone = await stored.catch((error: unknown) => {
    if (error instanceof EmbeddingIndexChanged) return false
    throw error
  })
  if (!isDone) await reindexModule(workspaceId, moduleId, version)
}
