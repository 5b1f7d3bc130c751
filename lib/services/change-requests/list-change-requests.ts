import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import type { StoredActor } from '@/lib/schemas/actor'
import { listChangesSchema } from '@/lib/schemas/changes/change-inputs'
import { changeListSchema, type Standing } from '@/lib/schemas/changes/change-request'
import { whoOf } from '@/lib/services/actor'
import { readNumberCursor } from '@/lib/services/number-cursor'
import { verb } from '@/lib/services/verb'
import { CHANGE_SELECT, isOpen, toChangeSummary } from './reading/find-change-request'
import { findProductionConflicts, findVersionConflicts } from './reading/find-conflicts'
import { findPolicyConflicts } from './reading/find-policies'
import { findSetConflicts } from './reading/find-query-sets'
import { findTargets } from './record/find-target'
import { countChecks, findRequiredOf, stateOfChecks, tellFailing } from './reviews/find-required'
import { findReviewsOf } from './reviews/find-reviews'
import { findTouched } from './reviews/note-effect'

/** The newest first, of one status or of all, into one release or any. */
export const listChangeRequests = verb({
  name: 'listChangeRequests',
  scope: 'read',
  effect: 'read',
  input: listChangesSchema,
  output: changeListSchema,
  run: async ({ actor, workspaceId }, { status, mine, target, limit, cursor }) => {
    const where = {
      workspaceId,
      ...(status ? { status } : {}),
      ...(mine ? { author: isBy(whoOf(actor)) } : {}),
      ...(target ? { targetId: toStored(workspaceId, target) } : {}),
    }
    const before = readNumberCursor(cursor)
    const total = await prisma.changeRequest.count({ where })
    const rows = await prisma.changeRequest.findMany({
      where: { ...where, ...(before === undefined ? {} : { number: { lt: before } }) },
      orderBy: { number: 'desc' },
      take: limit + 1,
      select: {
        ...CHANGE_SELECT,
        release: { select: { id: true } },
        reviews: { select: { reviewerId: true } },
        edits: { select: { moduleId: true, kind: true, baseVersion: true, isBaseGone: true, curationBase: true } },
        policies: { select: { policyId: true, baseVersion: true } },
        querySets: { select: { querySetId: true, kind: true, baseRevision: true } },
      },
    })
    const page = rows.slice(0, limit)
    const findTargetOf = await findTargets(
      prisma,
      workspaceId,
      page.map(({ targetId }) => targetId),
    )
    const open = page.filter((row) => isOpen(row.status))
    const edits = open.flatMap(({ number, targetId, edits }) => edits.map((edit) => ({ ...edit, number, targetId })))
    const ofProduction = edits.filter(({ targetId }) => targetId === null)
    const ofOthers = edits.flatMap(({ targetId, ...edit }) => (targetId === null ? [] : [{ ...edit, targetId }]))
    const conflicts = await findProductionConflicts(prisma, workspaceId, ofProduction)
    const moved = await findVersionConflicts(prisma, workspaceId, ofOthers)
    const policies = open.flatMap((row) => row.policies.map((policy) => ({ ...policy, number: row.number })))
    const policyConflicts = await findPolicyConflicts(prisma, workspaceId, policies)
    const sets = open.flatMap((row) => row.querySets.map((set) => ({ ...set, number: row.number })))
    const setConflicts = await findSetConflicts(prisma, workspaceId, sets)
    const inConflict = [
      ...ofProduction.filter((_, i) => conflicts[i]),
      ...ofOthers.filter((_, i) => moved[i]),
      ...policies.filter((_, i) => policyConflicts[i]),
      ...sets.filter((_, i) => setConflicts[i]),
    ]
    const releaseIds = open.flatMap(({ release }) => release?.id ?? [])
    const required = await findRequiredOf(prisma, workspaceId, releaseIds)
    const following = open.flatMap(({ number, release }) => (release ? [{ number, releaseId: release.id }] : []))
    const touched = await findTouched(prisma, workspaceId, following)
    const requiredOf = (releaseId = '') => required.get(releaseId) ?? []
    // most have no review, and their edits need not be read
    const reviewed = open.filter(({ status, reviews }) => status === 'open' && reviews.length > 0)
    const reviewsOf = await findReviewsOf(
      prisma,
      workspaceId,
      reviewed.map(({ number }) => number),
    )
    const standingOf = (row: { number: number; status: string }): Standing | null =>
      row.status === 'open' ? (reviewsOf.get(row.number)?.standing ?? 'waiting') : null
    return {
      items: page.map(({ edits: own, policies: changed, querySets, release, reviews: _, ...row }) =>
        toChangeSummary(
          row,
          findTargetOf(row.targetId),
          {
            edits: own.length + changed.length + querySets.length,
            conflicts: inConflict.filter(({ number }) => number === row.number).length,
          },
          {
            standing: standingOf(row),
            checksProblem: tellFailing(requiredOf(release?.id)),
            checks: countChecks(requiredOf(release?.id)),
            checksState: stateOfChecks(requiredOf(release?.id)),
            touched: touched.get(row.number) ?? null,
          },
        ),
      ),
      total,
      nextCursor: rows.length > limit ? `${page.at(-1)?.number}` : null,
    }
  },
})

/** A person’s are also those that their keys opened. */
function isBy({ id, personId }: StoredActor) {
  return personId === null ? { path: ['id'], equals: id ?? '' } : { path: ['personId'], equals: personId }
}

/** Production is not named. */
const toStored = (workspaceId: string, target: string) => (target === releaseOf(workspaceId).releaseId ? null : target)
