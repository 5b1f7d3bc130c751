import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { changeNotFound, hasEnded, isOpen } from './find-change-request'
import { findConflicts, refuseConflicts } from './find-conflicts'
import { findPolicyConflicts } from './find-policies'
import { findSetConflicts } from './find-query-sets'
import { refusePolicyConflicts } from './merge-policies'
import { refuseSetConflicts } from './merge-query-sets'

/** Somebody changed the edits while they were merged. */
export class ChangedMeanwhile extends Error {}

export const EDIT_SELECT = {
  moduleId: true,
  kind: true,
  baseVersion: true,
  revision: true,
  version: true,
  curation: true,
  curationBase: true,
  editedById: true,
  editedByName: true,
} satisfies Prisma.ChangeRequestEditSelect

export type EditToMerge = Prisma.ChangeRequestEditGetPayload<{ select: typeof EDIT_SELECT }>

/** The edits of a change request that can be merged. @throws AppError NOT_FOUND; CONFLICT */
export async function readEditsToMerge(workspaceId: string, number: number): Promise<EditToMerge[]> {
  const request = await prisma.changeRequest.findUnique({
    where: { workspaceId_number: { workspaceId, number } },
    select: {
      status: true,
      edits: { select: EDIT_SELECT, orderBy: { moduleId: 'asc' } },
      policies: { select: { policyId: true, baseVersion: true }, orderBy: { policyId: 'asc' } },
      querySets: {
        select: { querySetId: true, kind: true, baseRevision: true, wanted: true },
        orderBy: { querySetId: 'asc' },
      },
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
