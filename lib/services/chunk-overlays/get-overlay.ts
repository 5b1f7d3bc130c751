import { getOverlaySchema, overlaySchema } from '@/lib/schemas/modules/chunk-overlay'
import { verb } from '@/lib/services/verb'
import { readOverlay } from './entries/read-overlay'

/** The curation in force, each entry with the chunk of the newest version that it applies to. */
export const getOverlay = verb({
  name: 'getOverlay',
  scope: 'read',
  effect: 'read',
  input: getOverlaySchema,
  output: overlaySchema,
  run: async ({ workspaceId }, { id }) => readOverlay(workspaceId, id),
})
