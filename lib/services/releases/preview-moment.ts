import { prisma } from '@/lib/db/client'
import { LIMITS } from '@/lib/schemas/limits'
import { momentPreviewSchema, momentSchema } from '@/lib/schemas/release'
import { verb } from '@/lib/services/verb'
import { findMoment } from './moment-entries'

/** What a release of production at a moment in the past would hold. @throws AppError VALIDATION as `createRelease`. */
export const previewMoment = verb({
  name: 'previewMoment',
  scope: 'read',
  effect: 'read',
  input: momentSchema,
  output: momentPreviewSchema,
  run: async ({ workspaceId }, { at }) => {
    const { held, gone, entries } = await findMoment(prisma, workspaceId, at)
    return {
      modules: held.size,
      differences: entries.length,
      gone: gone.slice(0, LIMITS.goneShown),
      goneTotal: gone.length,
    }
  },
})
