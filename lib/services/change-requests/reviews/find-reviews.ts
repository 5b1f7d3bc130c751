import { oneOf } from '@/lib/db/one-of'
import type { Transaction } from '@/lib/db/transaction'
import { personOf, toActor } from '@/lib/schemas/actor'
import type { ChangeReviewDto, ReviewLack, Standing } from '@/lib/schemas/changes/change-request'
import type { ReviewSetting } from '@/lib/schemas/changes/review'
import { describeRule, type ReviewNeedDto } from '@/lib/schemas/changes/review-rule'
import type { Role } from '@/lib/schemas/workspaces/role'
import { canRole } from '@/lib/services/actor'
import { type ChangeTarget, findTarget } from '@/lib/services/change-requests/record/find-target'
import { toRole } from '@/lib/services/members/rows/to-role'
import { isMet } from '@/lib/services/review/rules/evaluate-rules'
import { findNeeds } from '@/lib/services/review/rules/find-needs'
import { readReview } from '@/lib/services/review/rules/read-review'
import { compareMarks, hashEdits, markEdits, parseMarks } from './edit-marks'
import { compareEffect, findEffect, parseEffect } from './find-effect'

type Told = Omit<ChangeReviewDto, 'changedText'>

type Found = {
  review: ReviewSetting
  reviews: Told[]
  /** Of all who reviewed it: whether what they said is of an earlier state. */
  staleness: Map<string, boolean>
  writerIds: string[]
  needs: ReviewNeedDto[]
  reviewProblem: string | null
  standing: Standing
}

/** What was said of a change request, and why that does not let it be merged yet. */
export async function findReviews(
  reader: Pick<
    Transaction,
    'workspaceSettings' | 'changeRequest' | 'changeReview' | 'release' | 'member' | 'reviewRule' | '$queryRaw'
  >,
  workspaceId: string,
  number: number,
): Promise<Found> {
  const setting = await readReview(reader, workspaceId)
  const { author, targetId, edits, policies, querySets, reviews, release } =
    await reader.changeRequest.findUniqueOrThrow({
      where: { workspaceId_number: { workspaceId, number } },
      select: {
        author: true,
        targetId: true,
        edits: { select: { editedBy: true } },
        policies: { select: { editedBy: true } },
        querySets: { select: { editedBy: true } },
        reviews: { orderBy: { createdAt: 'desc' }, omit: { edits: true } },
        release: { select: { id: true } },
      },
    })
  const review = reviewOf(setting, await findTarget(reader, workspaceId, targetId))
  const writers = new Set(
    [author, ...[...edits, ...policies, ...querySets].map(({ editedBy }) => editedBy)]
      .map(personOf)
      .filter((id) => id !== null),
  )
  const hash = await hashEdits(reader, workspaceId, number)
  const effect = release ? await findEffect(reader, workspaceId, release.id) : null
  const members = await reader.member.findMany({
    where: { organizationId: workspaceId, userId: { in: reviews.map(({ reviewerId }) => reviewerId) } },
    select: { userId: true, role: true },
  })
  const roles = new Map(members.map(({ userId, role }) => [userId, toRole(role)]))
  const findMoved = await compareEdits(reader, workspaceId, number, hash)
  const approverIds = new Set<string>()
  const staleness = new Map<string, boolean>()
  const told = reviews.map(({ reviewerId, reviewerName, verdict, comment, createdAt, ...of }): Told => {
    const { dismissReason: reason, dismissedBy: by } = of
    const changedSince = [
      ...(of.editsHash === hash ? [] : findMoved(reviewerId)),
      ...(effect === null ? [] : compareEffect(parseEffect(of.effect), effect)),
    ]
    const isStale = changedSince.length > 0
    staleness.set(reviewerId, isStale)
    const lack = findLackOf(roles.get(reviewerId), writers.has(reviewerId))
    // what somebody wants changed counts until they say otherwise or it is dismissed, also when they are gone
    const counts = reason === null && (verdict !== 'approved' || (lack === null && !isStale))
    if (counts && verdict === 'approved') approverIds.add(reviewerId)
    return {
      reviewerId,
      reviewerName,
      verdict: oneOf(['approved', 'changes'], verdict),
      comment,
      createdAt: createdAt.toISOString(),
      isStale,
      changedSince,
      counts,
      lack,
      dismissed: reason === null ? null : { by: toActor(by), reason },
    }
  })
  const isAsked = review !== 'off' && release !== null
  const needs = isAsked ? await findNeeds(reader, workspaceId, { number, writerIds: writers, approverIds }) : []
  const reviewProblem = whyNot(review, told, needs)
  return {
    review,
    reviews: told,
    staleness,
    writerIds: [...writers],
    needs,
    reviewProblem,
    standing: standingOf(told, reviewProblem),
  }
}

/** Why an approval of a person does not count, whatever became of the change; null where it does. */
function findLackOf(role: Role | undefined, isWriter: boolean): ReviewLack | null {
  if (role === undefined) return 'left'
  if (!canRole(role, 'compose')) return 'viewer'
  return isWriter ? 'writer' : null
}

/** Tells what changed of the edits since somebody’s review, by those who reviewed others. */
async function compareEdits(
  reader: Pick<Transaction, 'changeReview' | '$queryRaw'>,
  workspaceId: string,
  number: number,
  hash: string,
): Promise<(reviewerId: string) => string[]> {
  const of = { workspaceId, number, editsHash: { not: hash } }
  const rows = await reader.changeReview.findMany({ where: of, select: { reviewerId: true, edits: true } })
  const now = rows.length > 0 ? await markEdits(reader, workspaceId, number) : []
  const told = new Map(
    rows.map(({ reviewerId, edits }) => [reviewerId, edits === null ? [] : compareMarks(parseMarks(edits), now)]),
  )
  return (reviewerId) => {
    const moved = told.get(reviewerId) ?? []
    return moved.length > 0 ? moved : ['The edits changed.']
  }
}

/** Production is reviewed as the workspace says, a protected release always, and what anybody may change is never held up. */
function reviewOf(setting: ReviewSetting, { isProduction, isProtected }: ChangeTarget): ReviewSetting {
  if (isProduction) return setting
  if (isProtected) return 'required'
  return setting === 'off' ? 'off' : 'optional'
}

function standingOf(reviews: Told[], problem: string | null): Standing {
  const counting = new Set(reviews.flatMap(({ verdict, counts }) => (counts ? verdict : [])))
  if (counting.has('changes')) return 'changes'
  return counting.has('approved') && problem === null ? 'approved' : 'waiting'
}

/** Rules that are told by name; the page shows them all. */
const NAMED_RULES = 3

function whyNot(review: ReviewSetting, reviews: Told[], needs: ReviewNeedDto[]): string | null {
  if (review === 'off') return null
  const against = reviews.find(({ verdict, counts }) => verdict === 'changes' && counts)
  if (against) return tellAgainst(against)
  if (review === 'optional') return null
  const approvals = reviews.filter(({ verdict }) => verdict === 'approved')
  const isApproved = approvals.some(({ counts }) => counts)
  const isStale = !isApproved && approvals.some((approval) => approval.isStale)
  const unmet = needs.filter((need) => !isMet(need))
  const told = [
    ...(isStale ? ['Its approval is of an earlier state: it has to be given again.'] : []),
    ...(!isApproved && !isStale && unmet.length === 0
      ? ['It needs the approval of somebody who wrote nothing of it.']
      : []),
    ...unmet.slice(0, NAMED_RULES).map(tellUnmet),
    ...(unmet.length > NAMED_RULES ? [`${unmet.length - NAMED_RULES} more review rules wait.`] : []),
  ]
  return told.length === 0 ? null : told.join(' ')
}

function tellAgainst({ reviewerName, lack }: Told): string {
  if (lack === null) return `${reviewerName} requested changes.`
  const but = {
    left: 'has left the workspace',
    viewer: 'may not review any more',
    writer: 'has written some of it since',
  }[lack]
  return `${reviewerName} requested changes and ${but}: an admin can dismiss that.`
}

function tellUnmet(need: ReviewNeedDto): string {
  const { approvals, approvedBy, problem } = need
  const has = `The review rule for ${describeRule(need)} has ${approvedBy.length} of ${approvals === 1 ? '1 approval' : `${approvals} approvals`}.`
  return problem === null ? has : `${has} Nobody can fulfil it: ${problem}`
}
