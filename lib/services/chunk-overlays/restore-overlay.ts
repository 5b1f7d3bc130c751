import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { readOverlays } from '@/lib/indexing/versions/read-overlays'
import { overlaySchema, restoreOverlaySchema } from '@/lib/schemas/modules/chunk-overlay'
import { verb } from '@/lib/services/verb'
import { NO_OVERLAY } from '@/lib/texts/prepare/mark-chunks'
import { readEntries } from './entries/read-entries'
import { readOverlay } from './entries/read-overlay'
import { storeOverlay } from './entries/store-overlay'

/** Makes an older curation the newest one; history is never rewritten. @throws AppError NOT_FOUND. */
export const restoreOverlay = verb({
  name: 'restoreOverlay',
  scope: 'write',
  effect: 'write',
  input: restoreOverlaySchema,
  output: overlaySchema,
  run: async ({ actor, workspaceId }, { id, version, message }) => {
    const current = (await readOverlays(prisma, workspaceId, [id])).get(id) ?? NO_OVERLAY
    const entries = await readEntries(workspaceId, id, version)
    if (!entries) {
      throw new AppError('NOT_FOUND', `There is no curation ${version} of “${id}”.`, {
        entity: 'chunkOverlay',
        id,
        version,
      })
    }
    await storeOverlay(actor, workspaceId, {
      moduleId: id,
      entries,
      baseVersion: current.version,
      message: message ?? (version === 0 ? 'Took all curation away' : `Restored version ${version}`),
    })
    return readOverlay(workspaceId, id)
  },
})
