import type { Transaction } from '@/lib/db/transaction'
import type { ChangeReviewDto } from '@/lib/schemas/change-request'
import type { ReviewSetting } from '@/lib/schemas/review'
import { canRole } from '@/lib/services/actor'
import { toRole } from '@/lib/services/members/to-role'
import { readReview } from '@/lib/services/review/read-review'
import { compareEffect, findEffect, parseEffect } from './find-effect'

type Found = {
  review: ReviewSetting
  reviews: ChangeReviewDto[]
  writerIds: string[]
  reviewProblem: string | null
}

/** What was said of a change request, and why that does not let it be merged yet. */
export async function findReviews(
  reader: Pick<Transaction, 'workspaceState' | 'changeRequest' | 'member' | '$queryRaw'>,
  workspaceId: string,
  number: number,
): Promise<Found> {
  const review = await readReview(reader, workspaceId)
  const { authorId, edits, policies, reviews, release } = await reader.changeRequest.findUniqueOrThrow({
    where: { workspaceId_number: { workspaceId, number } },
    select: {
      authorId: true,
      edits: { select: { editedById: true } },
      policies: { select: { editedById: true } },
      reviews: { orderBy: { createdAt: 'desc' } },
      release: { select: { id: true } },
    },
  })
  const writers = new Set(
    [authorId, ...[...edits, ...policies].map(({ editedById }) => editedById)].filter((id) => id !== null),
  )
  const writerIds = [...writers]
  if (reviews.length === 0) return { review, reviews: [], writerIds, reviewProblem: whyNot(review, []) }
  const hash = await hashEdits(reader, workspaceId, number)
  const effect = release ? await findEffect(reader, workspaceId, release.id) : null
  const members = await reader.member.findMany({
    where: { organizationId: workspaceId, userId: { in: reviews.map(({ reviewerId }) => reviewerId) } },
    select: { userId: true, role: true },
  })
  const reviewers = new Set(members.filter(({ role }) => canRole(toRole(role), 'compose')).map(({ userId }) => userId))
  const told = reviews.map(({ reviewerId, reviewerName, verdict, comment, createdAt, ...of }): ChangeReviewDto => {
    const changedSince = [
      ...(of.editsHash === hash ? [] : ['The edits changed.']),
      ...(effect === null ? [] : compareEffect(parseEffect(of.effect), effect)),
    ]
    const isStale = changedSince.length > 0
    return {
      reviewerName,
      verdict: verdict === 'approved' ? 'approved' : 'changes',
      comment,
      createdAt: createdAt.toISOString(),
      isStale,
      changedSince,
      // what somebody wants changed counts until they say otherwise
      counts: reviewers.has(reviewerId) && !writers.has(reviewerId) && (verdict !== 'approved' || !isStale),
    }
  })
  return { review, reviews: told, writerIds, reviewProblem: whyNot(review, told) }
}

function whyNot(review: ReviewSetting, reviews: ChangeReviewDto[]): string | null {
  if (review === 'off') return null
  const against = reviews.find(({ verdict, counts }) => verdict === 'changes' && counts)
  if (against) return `${against.reviewerName} requested changes.`
  if (review === 'optional') return null
  const approvals = reviews.filter(({ verdict }) => verdict === 'approved')
  if (approvals.some(({ counts }) => counts)) return null
  return approvals.some(({ isStale }) => isStale)
    ? 'Its approval is of an earlier state: it has to be given again.'
    : 'It needs the approval of somebody who wrote nothing of it.'
}

/** SHA-256 (hex) of what a request does and starts from: the same edits have the same hash, whoever stored them. */
export async function hashEdits(
  reader: Pick<Transaction, '$queryRaw'>,
  workspaceId: string,
  number: number,
): Promise<string> {
  const [row] = await reader.$queryRaw<{ hash: string }[]>`
    SELECT encode(sha256(convert_to(COALESCE(string_agg(
      concat_ws(' ', e."moduleId", e."kind", e."baseVersion", encode(sha256(convert_to(COALESCE(e."source", ''), 'UTF8')), 'hex')),
      E'\\n' ORDER BY e."moduleId" COLLATE "C"), '') || COALESCE((
        SELECT string_agg(concat_ws(' ', p."policyId", p."baseVersion", p."settings"::text),
          E'\\n' ORDER BY p."policyId" COLLATE "C")
        FROM "ChangeRequestPolicy" p WHERE p."workspaceId" = ${workspaceId} AND p."number" = ${number}), ''),
      'UTF8')), 'hex') AS "hash"
    FROM "ChangeRequestEdit" e WHERE e."workspaceId" = ${workspaceId} AND e."number" = ${number}`
  return row?.hash ?? ''
}
