import { prisma } from '@/lib/db/client'
import { LIMITS } from '@/lib/schemas/limits'
import { momentPreviewSchema, momentSchema } from '@/lib/schemas/release'
import { verb } from '@/lib/services/verb'
import { findMoment, findSince } from './moments/moment-entries'

const NOTHING = { modules: 0, differences: 0, gone: [], goneTotal: 0 }

/** What a release of production at a moment in the past would hold. @throws AppError VALIDATION for one that lies ahead. */
export const previewMoment = verb({
  name: 'previewMoment',
  scope: 'read',
  effect: 'read',
  input: momentSchema,
  output: momentPreviewSchema,
  run: async ({ workspaceId }, { at }) => {
    const since = await findSince(prisma, workspaceId)
    const known = { since: since?.toISOString() ?? null }
    if (since === null || new Date(at) < since) return { ...known, isKnown: false, ...NOTHING }
    const { held, gone, entries } = await findMoment(prisma, workspaceId, at)
    return {
      ...known,
      isKnown: true,
      modules: held.size,
      differences: entries.length,
      gone: gone.slice(0, LIMITS.goneShown),
      goneTotal: gone.length,
    }
  },
})
