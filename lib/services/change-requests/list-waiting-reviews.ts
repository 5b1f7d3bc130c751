import { prisma } from '@/lib/db/client'
import { toActor } from '@/lib/schemas/actor'
import {
  listWaitingReviewsSchema,
  type WaitingReason,
  waitingReviewListSchema,
} from '@/lib/schemas/changes/waiting-review'
import { canActor } from '@/lib/services/actor'
import { ownInbox } from '@/lib/services/inbox/notices/own-inbox'
import { readNumberCursor } from '@/lib/services/number-cursor'
import { isMet } from '@/lib/services/review/rules/evaluate-rules'
import { verb } from '@/lib/services/verb'
import { type FoundReviews, findReviewsOf } from './reviews/find-reviews'

/**
 * Open change requests that wait for the review of the person who asks, whether or not something of them is in the inbox.
 * @throws AppError FORBIDDEN for a key
 */
export const listWaitingReviews = verb({
  name: 'listWaitingReviews',
  scope: 'read',
  effect: 'read',
  input: listWaitingReviewsSchema,
  output: waitingReviewListSchema,
  run: async ({ actor, workspaceId }, { limit, cursor }) => {
    const { userId } = await ownInbox(actor)
    // a viewer reviews nothing
    if (!canActor(actor, 'compose')) return { items: [], nextCursor: null }
    const before = readNumberCursor(cursor)
    const rows = await prisma.changeRequest.findMany({
      where: { workspaceId, status: 'open', ...(before === undefined ? {} : { number: { lt: before } }) },
      orderBy: { number: 'desc' },
      take: limit + 1,
      select: { number: true, title: true, author: true, createdAt: true },
    })
    const page = rows.slice(0, limit)
    const asked = await prisma.notification.findMany({
      where: { workspaceId, kind: 'asked', number: { in: page.map(({ number }) => number) } },
      select: { number: true, userId: true },
    })
    const reviewsOf = await findReviewsOf(
      prisma,
      workspaceId,
      page.map(({ number }) => number),
    )
    const items = page.flatMap(({ createdAt, author, ...row }) => {
      const askedIds = asked.flatMap((each) => (each.number === row.number ? [each.userId] : []))
      const reason = findReason(reviewsOf.get(row.number), { userId, askedIds })
      return reason ? [{ ...row, author: toActor(author), createdAt: createdAt.toISOString(), reason }] : []
    })
    return { items, nextCursor: rows.length > limit ? `${page.at(-1)?.number}` : null }
  },
})

/** Why a request waits for somebody; null when it does not. */
function findReason(
  found: FoundReviews | undefined,
  { userId, askedIds }: { userId: string; askedIds: string[] },
): WaitingReason | null {
  // it ended meanwhile
  if (!found) return null
  const { review, writerIds, staleness, needs, reviews, reviewProblem } = found
  if (writerIds.includes(userId)) return null
  const isStale = staleness.get(userId)
  if (isStale !== undefined) return isStale ? 'changed' : null
  if (askedIds.includes(userId)) return 'asked'
  const waits = needs.filter((need) => !isMet(need))
  if (waits.some(({ mayApprove }) => mayApprove.some((owner) => owner.userId === userId))) return 'rule'
  const isApproved = reviews.some(({ verdict, counts }) => verdict === 'approved' && counts)
  const isOpenToAll = review === 'required' && needs.length === 0 && reviewProblem !== null && !isApproved
  return isOpenToAll && askedIds.length === 0 && reviews.length === 0 ? 'anybody' : null
}
