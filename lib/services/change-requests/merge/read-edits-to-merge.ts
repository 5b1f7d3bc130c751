import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { refuseFilling } from '@/lib/services/change-requests/reading/filling'
import { hasEnded, isOpen } from '@/lib/services/change-requests/reading/find-change-request'
import { findConflicts, refuseConflicts } from '@/lib/services/change-requests/reading/find-conflicts'
import { findPolicyConflicts } from '@/lib/services/change-requests/reading/find-policies'
import { findSetConflicts } from '@/lib/services/change-requests/reading/find-query-sets'
import { type ChangeTarget, findTarget } from '@/lib/services/change-requests/record/find-target'
import { changeNotFound } from '@/lib/services/discussion/threads/find-threads'
import { refusePolicyConflicts } from './merge-policies'
import { refuseSetConflicts } from './merge-query-sets'

/** Somebody changed the edits while they were merged. */
export class ChangedMeanwhile extends Error {}

export const EDIT_SELECT = {
  moduleId: true,
  kind: true,
  baseVersion: true,
  isBaseGone: true,
  wantedVersion: true,
  revision: true,
  version: true,
  curation: true,
  curationBase: true,
  editedBy: true,
} satisfies Prisma.ChangeRequestEditSelect

export type EditToMerge = Prisma.ChangeRequestEditGetPayload<{ select: typeof EDIT_SELECT }>

/** The edits of a change request that can be merged, and into what. @throws AppError NOT_FOUND; CONFLICT */
export async function readEditsToMerge(
  workspaceId: string,
  number: number,
  reader: Transaction | typeof prisma = prisma,
): Promise<{ edits: EditToMerge[]; target: ChangeTarget }> {
  const request = await reader.changeRequest.findUnique({
    where: { workspaceId_number: { workspaceId, number } },
    select: {
      status: true,
      targetId: true,
      fillingTotal: true,
      fillingAt: true,
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
  await refuseFilling(reader, workspaceId, { number, ...request })
  const problem =
    status === 'draft'
      ? `The change request #${number} is a draft: mark it as ready first.`
      : `The change request #${number} has no edits: add one first.`
  if (status === 'draft' || edits.length + policies.length + querySets.length === 0) {
    throw new AppError('CONFLICT', problem, { entity: 'changeRequest', id: `${number}` })
  }
  const target = await findTarget(reader, workspaceId, request.targetId)
  const conflicts = await findConflicts(reader, workspaceId, target, edits)
  await refuseConflicts(reader, workspaceId, { number, target, edits, conflicts })
  await refusePolicyConflicts(
    reader,
    workspaceId,
    number,
    policies,
    await findPolicyConflicts(reader, workspaceId, policies),
  )
  refuseSetConflicts(
    number,
    querySets,
    await findSetConflicts(
      reader,
      workspaceId,
      querySets.map((set) => ({ ...set, number })),
    ),
  )
  return { edits, target }
}
