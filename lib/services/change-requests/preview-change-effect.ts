import { prisma } from '@/lib/db/client'
import { changeEffectSchema, previewChangeEffectSchema } from '@/lib/schemas/changes/change-effect'
import type { ChangeTargetDto } from '@/lib/schemas/changes/change-request'
import { compareContexts } from '@/lib/services/effect/comparison/compare-contexts'
import { findBrokenPrefixes } from '@/lib/services/effect/comparison/find-broken-prefixes'
import { verb } from '@/lib/services/verb'
import { hasEnded, requireChange } from './reading/find-change-request'

/**
 * What a change request does to the contexts of a query set, or of the latest questions that met its modules: each composed
 * with its target, production for most, and with the change. It works for a moment; `next` says where to go on. Nothing is stored.
 * @throws AppError NOT_FOUND; CONFLICT for a request that has ended
 */
export const previewChangeEffect = verb({
  name: 'previewChangeEffect',
  scope: 'read',
  effect: 'read',
  input: previewChangeEffectSchema,
  output: changeEffectSchema,
  run: async ({ actor, workspaceId }, { number, querySet, from, upTo }) => {
    const { releaseId, status, edits, target } = await requireChange(workspaceId, number)
    if (releaseId === null) throw hasEnded(number, status)
    const part = await compareContexts(actor, {
      before: { workspaceId, releaseId: target.id, policy: undefined, name: nameBefore(target) },
      after: { workspaceId, releaseId, policy: undefined, name: 'With the change' },
      querySet,
      moduleIds: edits.map(({ moduleId }) => moduleId),
      from,
      upTo,
    })
    return { ...part, prefixes: from === 0 ? await findBroken(workspaceId, releaseId, edits) : null }
  },
})

const nameBefore = ({ isProduction, name }: ChangeTargetDto) => (isProduction ? 'In production' : `In “${name}”`)

/** Of the edited modules those that are always on, in the contexts of late or with the change. */
async function findBroken(workspaceId: string, releaseId: string, edits: { moduleId: string }[]) {
  const ids = edits.map(({ moduleId }) => moduleId)
  const always = await prisma.releaseEntry.findMany({
    where: { workspaceId, releaseId, moduleId: { in: ids }, moduleVersion: { activation: 'always' } },
    select: { moduleId: true },
  })
  const alwaysIds = new Set(always.map(({ moduleId }) => moduleId))
  return findBrokenPrefixes(
    workspaceId,
    ids.map((id) => ({ id, isAlways: alwaysIds.has(id) })),
  )
}
