import { releaseOf } from '@/lib/db/release'
import { changeEffectSchema, compareEffects, previewChangeEffectSchema } from '@/lib/schemas/change-effect'
import { LIMITS } from '@/lib/schemas/limits'
import { loadCheckedState } from '@/lib/services/query-sets/checked-state'
import { readRevision } from '@/lib/services/query-sets/continue-run'
import { requireQuerySet } from '@/lib/services/query-sets/find-query-set'
import { verb } from '@/lib/services/verb'
import { compareQuery } from './compare-query'
import { hasEnded, requireChange } from './find-change-request'

/**
 * What a change request does to the contexts of a query set: each query composed with production and with the change. It
 * works for a moment; `next` says where to go on. Nothing is stored.
 * @throws AppError NOT_FOUND; CONFLICT for a request that has ended
 */
export const previewChangeEffect = verb({
  name: 'previewChangeEffect',
  scope: 'read',
  effect: 'read',
  input: previewChangeEffectSchema,
  output: changeEffectSchema,
  run: async ({ actor, workspaceId }, { number, querySet: querySetId, from }) => {
    const { releaseId, status } = await requireChange(workspaceId, number)
    if (releaseId === null) throw hasEnded(number, status)
    const { queries } = await requireQuerySet(workspaceId, querySetId)
    const production = releaseOf(workspaceId).releaseId
    const revisions = {
      a: await readRevision(workspaceId, production),
      b: await readRevision(workspaceId, releaseId),
    }
    const asked = { querySetId, queries }
    const after = await loadCheckedState(workspaceId, { ...asked, releaseId, revision: revisions.b })
    const published = { ...asked, releaseId: production, revision: revisions.a }
    // both for the same day: only the change may make a difference
    const before = { ...(await loadCheckedState(workspaceId, published)), day: after.day }
    const start = performance.now()
    const compared: Awaited<ReturnType<typeof compareQuery>>[] = []
    // one after the other: others compose meanwhile
    for (const query of queries.slice(from)) {
      if (compared.length > 0 && performance.now() - start > LIMITS.checkSliceMs) break
      compared.push(await compareQuery(actor, query, { querySetId, before, after }))
    }
    const done = from + compared.length
    const changes = compared.flatMap((each) => (typeof each === 'string' ? [] : [each]))
    return {
      from,
      next: done < queries.length ? done : null,
      total: queries.length,
      unchanged: compared.filter((each) => each === 'unchanged').length,
      notComposed: compared.filter((each) => each === 'notComposed').length,
      revisions,
      changes: changes.sort(compareEffects),
    }
  },
})
