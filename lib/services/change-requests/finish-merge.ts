import { changeRelease } from '@/lib/db/change-release'
import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { releaseOf } from '@/lib/db/release'
import { reweighModules } from '@/lib/db/reweigh'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { StoreOutcome } from '@/lib/indexing/versions/store-versions'
import type { Actor } from '@/lib/services/actor'
import { auditChange } from './audit-change'
import { changeNotFound, hasEnded, isOpen, requireOpenChange } from './find-change-request'
import { findConflicts, refuseConflicts } from './find-conflicts'
import { findPolicyConflicts } from './find-policies'
import { findSetConflicts } from './find-query-sets'
import { mergePolicies, refusePolicyConflicts } from './merge-policies'
import { mergeQuerySets, refuseSetConflicts } from './merge-query-sets'

/** Somebody changed the edits while they were merged. */
export class ChangedMeanwhile extends Error {}

const EDIT_SELECT = {
  moduleId: true,
  kind: true,
  baseVersion: true,
  revision: true,
  version: true,
  editedById: true,
  editedByName: true,
} satisfies Prisma.ChangeRequestEditSelect

type Edit = Prisma.ChangeRequestEditGetPayload<{ select: typeof EDIT_SELECT }>

/** The edits of a change request that can be merged. @throws AppError NOT_FOUND; CONFLICT */
export async function readEditsToMerge(workspaceId: string, number: number): Promise<Edit[]> {
  const request = await prisma.changeRequest.findUnique({
    where: { workspaceId_number: { workspaceId, number } },
    select: {
      status: true,
      edits: { select: EDIT_SELECT, orderBy: { moduleId: 'asc' } },
      policies: { select: { policyId: true, baseVersion: true }, orderBy: { policyId: 'asc' } },
      querySets: { select: { querySetId: true, baseRevision: true, wanted: true }, orderBy: { querySetId: 'asc' } },
    },
  })
  if (!request) throw changeNotFound(number)
  const { status, edits, policies, querySets } = request
  if (!isOpen(status)) throw hasEnded(number, status)
  const problem =
    status === 'draft'
      ? `The change request #${number} is a draft: mark it as ready first.`
      : `The change request #${number} has no edits: add one first.`
  if (status === 'draft' || edits.length + policies.length + querySets.length === 0) {
    throw new AppError('CONFLICT', problem, { entity: 'changeRequest', id: `${number}` })
  }
  refuseConflicts(number, edits, await findConflicts(prisma, workspaceId, edits))
  refusePolicyConflicts(number, policies, await findPolicyConflicts(prisma, workspaceId, policies))
  refuseSetConflicts(number, querySets, await findSetConflicts(prisma, workspaceId, querySets))
  return edits
}

type Merge = { number: number; edits: Edit[]; outcomes: StoreOutcome[] }

/**
 * The rest of a merge, in the transaction in which its texts became production: archives, restores, policies and query sets, and the end
 * of the request and its release.
 * @throws ChangedMeanwhile; AppError CONFLICT
 */
export async function finishMerge(tx: Transaction, actor: Actor, { number, edits, outcomes }: Merge): Promise<void> {
  const { workspaceId } = actor
  const { title, status, release } = await requireOpenChange(tx, workspaceId, number)
  const now = await tx.changeRequestEdit.findMany({
    where: { workspaceId, number },
    select: EDIT_SELECT,
    orderBy: { moduleId: 'asc' },
  })
  const isSame = (edit: Edit, i: number) => edit.moduleId === now[i]?.moduleId && edit.revision === now[i]?.revision
  if (status !== 'open' || now.length !== edits.length || !edits.every(isSame)) throw new ChangedMeanwhile()
  const moved = edits.filter(({ kind }) => kind !== 'text')
  refuseConflicts(number, moved, await findConflicts(tx, workspaceId, moved))
  await moveModules(tx, workspaceId, moved)
  const message = `${title} (#${number})`
  const policies = await mergePolicies(tx, actor, { number, message })
  const sets = await mergeQuerySets(tx, actor, number)
  const merged = outcomes.flatMap((outcome) => ('version' in outcome ? [outcome] : []))
  const mergedAt = new Date()
  for (const { moduleId, version } of merged) {
    const edit = edits.find((each) => each.moduleId === moduleId)
    const { editedById = null, editedByName = actor.name } = edit ?? {}
    await tx.moduleVersion.update({
      where: { workspaceId_moduleId_version: { workspaceId, moduleId, version } },
      data: { message, createdAt: mergedAt, authorId: editedById, authorName: editedByName },
      select: { version: true },
    })
    await tx.changeRequestEdit.update({
      where: { workspaceId_number_moduleId: { workspaceId, number, moduleId } },
      data: { version },
      select: { version: true },
    })
  }
  await tx.changeRequest.update({
    where: { workspaceId_number: { workspaceId, number } },
    data: { status: 'merged', endedAt: mergedAt, endedByName: actor.name },
    select: { number: true },
  })
  if (release) {
    await tx.release.delete({ where: { workspaceId_id: { workspaceId, id: release.id } }, select: { id: true } })
  }
  await auditChange(tx, actor, 'merged', number, {
    modules: [...edits.map(({ moduleId }) => moduleId), ...policies, ...sets],
  })
}

/** Archives modules, and puts restored ones back into production. */
async function moveModules(tx: Transaction, workspaceId: string, edits: Edit[]): Promise<void> {
  if (edits.length === 0) return
  const of = (kind: string) => edits.filter((edit) => edit.kind === kind).map(({ moduleId }) => moduleId)
  const archived = of('archive')
  const restored = of('restore')
  await tx.module.updateMany({ where: { workspaceId, id: { in: archived } }, data: { archivedAt: new Date() } })
  await tx.module.updateMany({ where: { workspaceId, id: { in: restored } }, data: { archivedAt: null } })
  const changes = edits.map(({ moduleId, kind, baseVersion }) => ({
    moduleId,
    version: kind === 'archive' ? null : baseVersion,
  }))
  await changeRelease(tx, releaseOf(workspaceId), changes)
  if (restored.length > 0) await reweighModules(tx, workspaceId, restored)
}
