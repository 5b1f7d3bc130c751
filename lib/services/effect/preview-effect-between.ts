import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { effectBetweenSchema, previewEffectBetweenSchema } from '@/lib/schemas/changes/change-effect'
import { LIMITS } from '@/lib/schemas/limits'
import { DEFAULT_POLICY_ID } from '@/lib/services/policies/create-default-policy'
import { openMoment } from '@/lib/services/releases/moments/open-moment'
import { verb } from '@/lib/services/verb'
import { readRequestState } from '@/lib/services/workspaces/state/read-request-state'
import { compareContexts } from './comparison/compare-contexts'

type Side = { release?: string; policy?: string; at?: string }

/**
 * What becomes of the contexts of a query set, or of the latest questions that met what differs, from one release, moment or
 * policy to another. It works for a moment; `next` says where to go on. What is found is not stored; a moment is opened, which
 * is kept beside the latest ones and made again when it is named again.
 * @throws AppError NOT_FOUND; VALIDATION where both sides are the same
 */
export const previewEffectBetween = verb({
  name: 'previewEffectBetween',
  scope: 'read',
  effect: 'read',
  input: previewEffectBetweenSchema,
  output: effectBetweenSchema,
  run: async ({ actor, workspaceId }, { querySet, from, upTo, ...sides }) => {
    const toComposing = async ({ release, policy, at }: Side, name: string) => {
      const releaseId = at === undefined ? releaseOf(workspaceId, release).releaseId : await openMoment(actor, at)
      await readRequestState(workspaceId, policy ?? DEFAULT_POLICY_ID, releaseId)
      return { workspaceId, releaseId, at, policy, name }
    }
    const before = await toComposing(sides.before, 'Before')
    const after = await toComposing(sides.after, 'After')
    const moduleIds = await findDiffering(workspaceId, [before.releaseId, after.releaseId])
    return compareContexts(actor, { before, after, querySet, moduleIds, from, upTo })
  },
})

/** Modules that one of the releases has in its own version; none where both are the same. */
async function findDiffering(workspaceId: string, [a, b]: [string, string]): Promise<string[]> {
  if (a === b) return []
  const rows = await prisma.releaseEntry.findMany({
    where: { workspaceId, releaseId: { in: [a, b] }, release: { baseId: { not: null } } },
    distinct: ['moduleId'],
    select: { moduleId: true },
    take: LIMITS.effectModules,
  })
  return rows.map(({ moduleId }) => moduleId)
}
