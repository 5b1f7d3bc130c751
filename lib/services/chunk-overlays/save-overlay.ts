import { overlaySchema, saveOverlaySchema } from '@/lib/schemas/modules/chunk-overlay'
import { verb } from '@/lib/services/verb'
import { readOverlay } from './entries/read-overlay'
import { storeOverlay } from './entries/store-overlay'
import { toStoredEntries } from './entries/to-stored-entries'

/** Replaces the curation of a module's chunks; the one before stays in the history. @throws AppError CONFLICT. */
export const saveOverlay = verb({
  name: 'saveOverlay',
  scope: 'write',
  effect: 'write',
  input: saveOverlaySchema,
  output: overlaySchema,
  run: async ({ actor, workspaceId }, { id, entries, baseVersion, message }) => {
    await storeOverlay(actor, workspaceId, { moduleId: id, entries: toStoredEntries(entries), baseVersion, message })
    return readOverlay(workspaceId, id)
  },
})
