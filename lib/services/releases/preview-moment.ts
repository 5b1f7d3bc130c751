import { prisma } from '@/lib/db/client'
import { LIMITS } from '@/lib/schemas/limits'
import { momentPreviewSchema, momentSchema } from '@/lib/schemas/releases/release'
import { verb } from '@/lib/services/verb'
import { findMoment, findSince } from './moments/moment-entries'
import { findMomentCuration, findMomentPolicies } from './moments/moment-settings'

const NOTHING = {
  ...{ modules: 0, differences: 0, gone: [], goneTotal: 0 },
  ...{ policies: null, curated: { ofThen: 0, isAll: true } },
}

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
    const policies = await findMomentPolicies(prisma, workspaceId, new Date(at))
    const curated = (await findMomentCuration(prisma, workspaceId, new Date(at), held)).length
    const limit = LIMITS.momentCuration
    return {
      ...known,
      isKnown: true,
      policies: policies?.flatMap(({ isInUse, ...policy }) => (isInUse ? [] : [policy])) ?? null,
      curated: { ofThen: Math.min(curated, limit), isAll: curated <= limit },
      modules: held.size,
      differences: entries.length,
      gone: gone.slice(0, LIMITS.goneShown),
      goneTotal: gone.length,
    }
  },
})
