import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { oneOf } from '@/lib/db/one-of'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { toActor, toActorOrNull } from '@/lib/schemas/actor'
import {
  CHANGE_STATUSES,
  type ChangeRequestDto,
  type ChangeStatus,
  type ChangeSummaryDto,
} from '@/lib/schemas/changes/change-request'
import { type ChangeTarget, findTarget } from '@/lib/services/change-requests/record/find-target'
import {
  countChecks,
  findRequired,
  stateOfChecks,
  tellFailing,
} from '@/lib/services/change-requests/reviews/find-required'
import { findReviews } from '@/lib/services/change-requests/reviews/find-reviews'
import { findTouched } from '@/lib/services/change-requests/reviews/note-effect'
import { findChangedTexts } from '@/lib/services/change-requests/reviews/reviewed-texts'
import { changeNotFound } from '@/lib/services/discussion/threads/find-threads'
import { readRevision } from '@/lib/services/workspaces/state/read-revision'
import { refuseFilling, toFilling } from './filling'
import { findEdits } from './find-edits'
import { findPolicies } from './find-policies'
import { findQuerySets } from './find-query-sets'

export const CHANGE_SELECT = {
  number: true,
  title: true,
  status: true,
  author: true,
  createdAt: true,
  updatedAt: true,
  endedAt: true,
  endedBy: true,
  revertsNumber: true,
  targetId: true,
  fillingTotal: true,
  fillingAt: true,
} satisfies Prisma.ChangeRequestSelect

type Row = Prisma.ChangeRequestGetPayload<{ select: typeof CHANGE_SELECT }>

const toStatus = (status: string): ChangeStatus => oneOf(CHANGE_STATUSES, status)
export const isOpen = (status: string): boolean => status === 'draft' || status === 'open'

export function toChangeSummary(
  row: Row,
  { isProtected: _, ...target }: ChangeTarget,
  counts: Pick<ChangeSummaryDto, 'edits' | 'conflicts'>,
  state: Pick<ChangeSummaryDto, 'standing' | 'checksProblem' | 'checks' | 'checksState' | 'touched'>,
): ChangeSummaryDto {
  const { status, createdAt, updatedAt, endedAt, targetId: __, fillingTotal, fillingAt, ...rest } = row
  return {
    ...rest,
    filling: toFilling({ fillingTotal, fillingAt }),
    author: toActor(row.author),
    endedBy: toActorOrNull(row.endedBy),
    target,
    status: toStatus(status),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    ...counts,
    ...state,
  }
}

/** Without its cycle and warnings, which `getChangeRequest` looks for. @throws AppError NOT_FOUND */
export async function requireChange(workspaceId: string, number: number): Promise<ChangeRequestDto> {
  const row = await prisma.changeRequest.findUnique({
    where: { workspaceId_number: { workspaceId, number } },
    select: {
      ...CHANGE_SELECT,
      description: true,
      baseRevision: true,
      bypassReason: true,
      release: { select: { id: true } },
    },
  })
  if (!row) throw changeNotFound(number)
  const { description, baseRevision, bypassReason, release, ...rest } = row
  const target = await findTarget(prisma, workspaceId, row.targetId)
  const edits = await findEdits(workspaceId, { number, target: isOpen(row.status) ? target : null })
  const policies = await findPolicies(prisma, workspaceId, number, isOpen(row.status))
  const querySets = await findQuerySets(prisma, workspaceId, number, isOpen(row.status))
  const releaseId = isOpen(row.status) ? (release?.id ?? null) : null
  const { staleness: _, standing, reviews, ...reviewed } = await findReviews(prisma, workspaceId, number)
  const changedTexts = reviews.some(({ isStale }) => isStale)
    ? await findChangedTexts(prisma, workspaceId, number)
    : null
  const required = releaseId === null ? [] : await findRequired(prisma, workspaceId, releaseId)
  const inConflict = [...edits, ...policies, ...querySets].filter(({ conflict }) => conflict)
  const { edits: __, ...summary } = toChangeSummary(
    rest,
    target,
    { edits: edits.length, conflicts: inConflict.length },
    {
      standing: row.status === 'open' ? standing : null,
      checksProblem: tellFailing(required),
      checks: countChecks(required),
      checksState: stateOfChecks(required),
      touched:
        (await findTouched(prisma, workspaceId, releaseId === null ? [] : [{ number, releaseId }])).get(number) ?? null,
    },
  )
  return {
    ...summary,
    cycle: null,
    warnings: [],
    description,
    revisions: releaseId === null ? null : await readSides(workspaceId, target.id, releaseId),
    baseRevision,
    releaseId,
    edits,
    policies,
    querySets,
    ...reviewed,
    reviews: reviews.map((review) => ({ ...review, changedText: changedTexts?.get(review.reviewerId) ?? null })),
    bypassReason,
  }
}

async function readSides(workspaceId: string, targetId: string, releaseId: string) {
  return { a: await readRevision(workspaceId, targetId), b: await readRevision(workspaceId, releaseId) }
}

const OPEN_SELECT = {
  title: true,
  status: true,
  targetId: true,
  fillingTotal: true,
  fillingAt: true,
  release: { select: { id: true } },
} satisfies Prisma.ChangeRequestSelect

/**
 * The change request in a transaction that changes it; call it after `bumpForReleases` or `bumpRevision`, whose lock keeps
 * others from ending it meanwhile.
 * @throws AppError NOT_FOUND; CONFLICT for one that was merged or closed
 */
export async function requireOpenChange(tx: Pick<Transaction, 'changeRequest'>, workspaceId: string, number: number) {
  const row = await tx.changeRequest.findUnique({
    where: { workspaceId_number: { workspaceId, number } },
    select: OPEN_SELECT,
  })
  if (!row) throw changeNotFound(number)
  if (!isOpen(row.status)) throw hasEnded(number, row.status)
  return row
}

/**
 * As `requireOpenChange`, before work that takes a while: without a lock, so that it is looked at once more under one.
 * @throws AppError CONFLICT for one that is filled part after part as well
 */
export async function requireFilled(workspaceId: string, number: number): Promise<void> {
  await refuseFilling(prisma, workspaceId, { number, ...(await requireOpenChange(prisma, workspaceId, number)) })
}

export function hasEnded(number: number, status: string): AppError {
  const what = status === 'merged' ? 'was merged' : 'is closed: reopen it first'
  return new AppError('CONFLICT', `The change request #${number} ${what}.`, {
    entity: 'changeRequest',
    id: `${number}`,
    status,
  })
}

export function setEditNotFound(number: number, querySetId: string): AppError {
  return new AppError('NOT_FOUND', `The change request #${number} does not edit this query set.`, {
    entity: 'changeQuerySet',
    id: querySetId,
  })
}

export function editNotFound(number: number, moduleId: string): AppError {
  return new AppError('NOT_FOUND', `The change request #${number} does not edit the module “${moduleId}”.`, {
    entity: 'changeEdit',
    id: moduleId,
  })
}
