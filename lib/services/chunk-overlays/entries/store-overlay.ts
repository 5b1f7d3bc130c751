import { isDeepStrictEqual } from 'node:util'
import { prisma } from '@/lib/db/client'
import { bumpRevision } from '@/lib/db/releases/bump-revision'
import { requireReview } from '@/lib/db/releases/review-gate'
import type { OverlayEntry } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { prepareReindex } from '@/lib/indexing/curation/prepare-reindex'
import { isMadeBy, readIndexedState, storeReindex } from '@/lib/indexing/curation/store-reindex'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { storeInTurn } from '@/lib/indexing/turns/store-in-turn'
import { readOverlays } from '@/lib/indexing/versions/read-overlays'
import { tryToStore } from '@/lib/indexing/versions/try-to-store'
import { type Actor, whoOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { moduleNotFound } from '@/lib/services/modules/rows/read-module'
import { NO_OVERLAY } from '@/lib/texts/prepare/mark-chunks'

type OverlayChange = { moduleId: string; entries: OverlayEntry[]; baseVersion: number; message: string }

/**
 * Stores entries as the module's next overlay and indexes the chunks they change, in one transaction: it takes effect at
 * once. Entries that change nothing make no version.
 *
 * @throws AppError CONFLICT when there is a newer overlay than `baseVersion`, or the module changes faster than it is indexed
 */
export async function storeOverlay(actor: Actor, workspaceId: string, change: OverlayChange): Promise<void> {
  // when somebody publishes meanwhile, or other vectors are wanted: the same entries for the new chunks
  if (await tryToStore(() => storeOnce(actor, workspaceId, change))) return
  const id = change.moduleId
  const message = `“${id}” changes faster than its curation can be stored. Nothing was overwritten: try again in a moment.`
  throw new AppError('CONFLICT', message, { entity: 'chunkOverlay', id })
}

/** @returns false when the module was published or prepared anew meanwhile. @throws EmbeddingIndexChanged */
async function storeOnce(actor: Actor, workspaceId: string, change: OverlayChange): Promise<boolean> {
  const { moduleId, entries, baseVersion, message } = change
  const key = { workspaceId_id: { workspaceId, id: moduleId } }
  const module = await prisma.module.findUnique({ where: key, select: { latestVersion: true } })
  if (!module) throw moduleNotFound(moduleId)
  const { latestVersion } = module
  const before = (await readOverlays(prisma, workspaceId, [moduleId])).get(moduleId) ?? NO_OVERLAY
  if (before.version !== baseVersion) throw overlayConflict(moduleId, before.version)
  if (isDeepStrictEqual(before.entries, entries)) return true
  const reindex = latestVersion > 0 ? await prepareReindex(workspaceId, moduleId, latestVersion, entries) : null

  const chunks = reindex?.change.chunks.length ?? 0
  const isStored = await storeInTurn({ workspaceId, urgency: 'person', chunks }, async (tx) => {
    await bumpRevision(tx, workspaceId)
    await requireReview(tx, workspaceId)
    const state = await readIndexedState(tx, workspaceId, moduleId)
    if (!state) throw moduleNotFound(moduleId)
    if (state.overlayVersion !== baseVersion) throw overlayConflict(moduleId, state.overlayVersion)
    if (state.latestVersion !== latestVersion || (reindex && !isMadeBy(state, reindex.madeBy))) return false
    const overlayVersion = baseVersion + 1
    await tx.overlayVersion.create({
      data: { workspaceId, moduleId, version: overlayVersion, entries, message, author: whoOf(actor) },
      select: { version: true },
    })
    if (reindex) await storeReindex(tx, workspaceId, reindex, overlayVersion)
    const change = { before: { curation: baseVersion }, after: { curation: overlayVersion } }
    await recordAudit(tx, actor, { action: 'module.curated', target: moduleId, ...change })
    return true
  })
  if (isStored) queueIndexing(workspaceId)
  return isStored
}

function overlayConflict(id: string, version: number): AppError {
  const message = `The curation of “${id}” was changed meanwhile. Nothing was overwritten: load it again and repeat yours.`
  return new AppError('CONFLICT', message, { entity: 'chunkOverlay', id, version })
}
