import { oneOf } from '@/lib/db/one-of'
import type { Transaction } from '@/lib/db/transaction'
import { personOf, toActor } from '@/lib/schemas/actor'
import type { ChangeReviewDto, ReviewLack, Standing } from '@/lib/schemas/changes/change-request'
import type { ReviewSetting } from '@/lib/schemas/changes/review'
import { describeRule, type ReviewNeedDto } from '@/lib/schemas/changes/review-rule'
import type { Role } from '@/lib/schemas/workspaces/role'
import { canRole } from '@/lib/services/actor'
import { type ChangeTarget, findTargets } from '@/lib/services/change-requests/record/find-target'
import { toRole } from '@/lib/services/members/rows/to-role'
import { isMet } from '@/lib/services/review/rules/evaluate-rules'
import { findNeeds } from '@/lib/services/review/rules/find-needs'
import { readReview } from '@/lib/services/review/rules/read-review'
import { compareMarks, hashEditsOf, markEditsOf, parseMarks } from './edit-marks'
import { compareEffect, findEffectsOf, parseEffect } from './find-effect'

type Told = Omit<ChangeReviewDto, 'changedText'>

export type FoundReviews = {
  review: ReviewSetting
  reviews: Told[]
  /** Of all who reviewed it: whether what they said is of an earlier state. */
  staleness: Map<string, boolean>
  writerIds: string[]
  needs: ReviewNeedDto[]
  reviewProblem: string | null
  standing: Standing
}

type Reader = Pick<
  Transaction,
  'workspaceSettings' | 'changeRequest' | 'changeReview' | 'release' | 'member' | 'reviewRule' | '$queryRaw'
>

/** What was said of a change request, and why that does not let it be merged yet. */
export async function findReviews(reader: Reader, workspaceId: string, number: number): Promise<FoundReviews> {
  const found = (await findReviewsOf(reader, workspaceId, [number])).get(number)
  if (!found) throw new Error(`There is no change request ${number}.`)
  return found
}

/** As `findReviews`, by the number of the request and at once: a list of a hundred asks no more than one. */
export async function findReviewsOf(
  reader: Reader,
  workspaceId: string,
  numbers: number[],
): Promise<Map<number, FoundReviews>> {
  if (numbers.length === 0) return new Map()
  const setting = await readReview(reader, workspaceId)
  const requests = await reader.changeRequest.findMany({
    where: { workspaceId, number: { in: numbers } },
    select: {
      number: true,
      author: true,
      targetId: true,
      edits: { select: { editedBy: true } },
      policies: { select: { editedBy: true } },
      querySets: { select: { editedBy: true } },
      reviews: { orderBy: { createdAt: 'desc' }, omit: { edits: true } },
      release: { select: { id: true } },
    },
  })
  const findTargetOf = await findTargets(
    reader,
    workspaceId,
    requests.map(({ targetId }) => targetId),
  )
  const hashes = await hashEditsOf(reader, workspaceId, numbers)
  const releaseIds = requests.flatMap(({ release }) => release?.id ?? [])
  const effects = await findEffectsOf(reader, workspaceId, releaseIds)
  const reviewerIds = new Set(requests.flatMap(({ reviews }) => reviews.map(({ reviewerId }) => reviewerId)))
  const members = await reader.member.findMany({
    where: { organizationId: workspaceId, userId: { in: [...reviewerIds] } },
    select: { userId: true, role: true },
  })
  const roles = new Map(members.map(({ userId, role }) => [userId, toRole(role)]))
  const findMoved = await compareEdits(reader, workspaceId, requests, hashes)
  const judged = requests.map(({ number, author, targetId, release, reviews, ...edited }) => {
    const edits = [...edited.edits, ...edited.policies, ...edited.querySets]
    const people = [author, ...edits.map(({ editedBy }) => editedBy)].map(personOf)
    const writerIds = new Set(people.filter((id) => id !== null))
    const effect = release ? (effects.get(release.id) ?? []) : null
    const told = reviews.map(({ reviewerId, reviewerName, verdict, comment, createdAt, ...of }): Told => {
      const { dismissReason: reason, dismissedBy: by } = of
      const changedSince = [
        ...(of.editsHash === hashes.get(number) ? [] : findMoved(number, reviewerId)),
        ...(effect === null ? [] : compareEffect(parseEffect(of.effect), effect)),
      ]
      const isStale = changedSince.length > 0
      const lack = findLackOf(roles.get(reviewerId), writerIds.has(reviewerId))
      return {
        reviewerId,
        reviewerName,
        verdict: oneOf(['approved', 'changes'], verdict),
        comment,
        createdAt: createdAt.toISOString(),
        isStale,
        changedSince,
        // what somebody wants changed counts until they say otherwise or it is dismissed, also when they are gone
        counts: reason === null && (verdict !== 'approved' || (lack === null && !isStale)),
        lack,
        dismissed: reason === null ? null : { by: toActor(by), reason },
      }
    })
    const approving = told.filter(({ verdict, counts }) => counts && verdict === 'approved')
    const approverIds = new Set(approving.map(({ reviewerId }) => reviewerId))
    const review = reviewOf(setting, findTargetOf(targetId))
    return { number, review, isAsked: review !== 'off' && release !== null, told, writerIds, approverIds }
  })
  const needsOf = await findNeeds(
    reader,
    workspaceId,
    judged.filter(({ isAsked }) => isAsked),
  )
  return new Map(
    judged.map(({ number, review, told, writerIds }) => {
      const needs = needsOf.get(number) ?? []
      const reviewProblem = whyNot(review, told, needs)
      const found: FoundReviews = {
        review,
        reviews: told,
        staleness: new Map(told.map(({ reviewerId, isStale }) => [reviewerId, isStale])),
        writerIds: [...writerIds],
        needs,
        reviewProblem,
        standing: standingOf(told, reviewProblem),
      }
      return [number, found]
    }),
  )
}

/** Why an approval of a person does not count, whatever became of the change; null where it does. */
function findLackOf(role: Role | undefined, isWriter: boolean): ReviewLack | null {
  if (role === undefined) return 'left'
  if (!canRole(role, 'compose')) return 'viewer'
  return isWriter ? 'writer' : null
}

/** Tells what changed of the edits of a request since somebody’s review, by those who reviewed others. */
async function compareEdits(
  reader: Pick<Transaction, 'changeReview' | '$queryRaw'>,
  workspaceId: string,
  requests: { number: number; reviews: { editsHash: string }[] }[],
  hashes: ReadonlyMap<number, string>,
): Promise<(number: number, reviewerId: string) => string[]> {
  const moved = requests.filter(({ number, reviews }) =>
    reviews.some(({ editsHash }) => editsHash !== hashes.get(number)),
  )
  const numbers = moved.map(({ number }) => number)
  const rows = await reader.changeReview.findMany({
    where: { workspaceId, number: { in: numbers } },
    select: { number: true, reviewerId: true, edits: true },
  })
  const now = await markEditsOf(reader, workspaceId, numbers)
  const told = new Map(
    rows.map(({ number, reviewerId, edits }) => [
      `${number} ${reviewerId}`,
      edits === null ? [] : compareMarks(parseMarks(edits), now.get(number) ?? []),
    ]),
  )
  return (number, reviewerId) => {
    const sentences = told.get(`${number} ${reviewerId}`) ?? []
    return sentences.length > 0 ? sentences : ['The edits changed.']
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
