import { prisma } from '@/lib/db/client'
import { TERMS_VERSION } from '@/lib/engine'
import { enqueueJob } from '@/lib/services/jobs/enqueue-job'
import { giveWay } from '@/lib/services/jobs/give-way'
import { bumpRevision } from '@/lib/services/modules/bump-revision'
import { followRelease } from '@/lib/services/modules/follow-release'
import { NO_OVERLAY } from './mark-chunks'
import { prepareReindex } from './prepare-reindex'
import { readOverlays } from './read-overlays'
import { readIndexedState, storeReindex } from './store-reindex'
import { tryToStore } from './try-to-store'

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
 * It can be done again after it was cut off anywhere.
 * @throws Error when a module changes faster than it is indexed: the job is tried again
 */
export async function reindexModules(workspaceId: string, signal?: AbortSignal): Promise<void> {
  let after = ''
  for (;;) {
    const batch = await findOutdated(workspaceId, after)
    const last = batch.at(-1)
    if (!last) break
    for (const { id, latestVersion } of batch) {
      signal?.throwIfAborted()
      await giveWay()
      if (!(await tryToStore(() => reindexModule(workspaceId, id, latestVersion)))) {
        throw new Error(`module ${id} changes faster than it can be indexed anew`)
      }
    }
    after = last.id
  }
  await completeReindex(workspaceId)
}

/** In one transaction, so that a process that is killed does not leave terms behind that the embedder was not fitted to. */
async function completeReindex(workspaceId: string): Promise<void> {
  const isBehind = await prisma.$transaction(async (tx) => {
    // what was published meanwhile came with new terms
    const { count } = await tx.workspaceState.updateMany({
      where: { workspaceId, termsVersion: { lt: TERMS_VERSION } },
      data: { termsVersion: TERMS_VERSION },
    })
    if (count === 0) return false
    // the offline embedder knows the old terms: it is to be fitted to the new ones
    await tx.embeddingIndex.updateMany({
      where: { workspaceId, status: 'active', isAutomatic: true },
      data: { fittedChunks: 0 },
    })
    return true
  }, TRANSACTION_OPTIONS)
  if (isBehind) followRelease(workspaceId)
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

/** @returns false when its curation changed meanwhile. @throws EmbeddingIndexChanged */
async function reindexModule(workspaceId: string, moduleId: string, version: number): Promise<boolean> {
  const overlay = (await readOverlays(prisma, workspaceId, [moduleId])).get(moduleId) ?? NO_OVERLAY
  const reindex = await prepareReindex(workspaceId, moduleId, version, overlay.entries)
  return prisma.$transaction(async (tx) => {
    const lengths = await bumpRevision(tx, workspaceId)
    const state = await readIndexedState(tx, workspaceId, moduleId)
    // it was published anew, with new terms
    if (state.latestVersion !== version) return true
    if (state.overlayVersion !== overlay.version) return false
    await storeReindex(tx, workspaceId, reindex, state, lengths)
    return true
  }, TRANSACTION_OPTIONS)
}
