import { prisma } from '@/lib/db/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { askForReviewSchema } from '@/lib/schemas/changes/change-inputs'
import { changeRequestSchema } from '@/lib/schemas/changes/change-request'
import type { NotificationKind } from '@/lib/schemas/changes/inbox'
import { canRole } from '@/lib/services/actor'
import { notify } from '@/lib/services/inbox/notices/notify'
import { toRole } from '@/lib/services/members/rows/to-role'
import { verb } from '@/lib/services/verb'
import { refuseFilling } from './reading/filling'
import { requireChange, requireOpenChange } from './reading/find-change-request'
import { auditChange } from './record/audit-change'
import { findReviews } from './reviews/find-reviews'

/**
 * Puts a change request into the inboxes of members who should review it.
 * @throws AppError NOT_FOUND; CONFLICT for a request that has ended; VALIDATION for who is no member, may not review, or
 *   wrote some of it: then nobody is asked
 */
export const askForReview = verb({
  name: 'askForReview',
  scope: 'write',
  effect: 'write',
  input: askForReviewSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { number, userIds }) => {
    await prisma.$transaction(async (tx) => {
      // so that nobody writes of it meanwhile
      await bumpForReleases(tx, workspaceId)
      const change = await requireOpenChange(tx, workspaceId, number)
      await refuseFilling(tx, workspaceId, { number, ...change })
      const names = await namesOfReviewers(tx, workspaceId, number, userIds)
      await auditChange(tx, actor, 'asked', number, { reviewers: names })
      const kinds = new Map(userIds.map((userId): [string, NotificationKind] => [userId, 'asked']))
      await notify(tx, actor, kinds, { number, moduleId: null, threadId: null })
    })
    return requireChange(workspaceId, number)
  },
})

/** @throws AppError VALIDATION */
async function namesOfReviewers(
  tx: Transaction,
  workspaceId: string,
  number: number,
  userIds: string[],
): Promise<string[]> {
  const { writerIds } = await findReviews(tx, workspaceId, number)
  const members = await tx.member.findMany({
    where: { organizationId: workspaceId, userId: { in: userIds } },
    select: { userId: true, role: true, user: { select: { name: true } } },
  })
  const known = new Map(members.map((member) => [member.userId, member]))
  return userIds.map((userId) => {
    const member = known.get(userId)
    if (!member) throw refuse('Somebody whom you ask is not a member of this workspace.')
    const { name } = member.user
    if (!canRole(toRole(member.role), 'compose')) throw refuse(`${name} may not review: a viewer reads.`)
    if (writerIds.includes(userId)) throw refuse(`${name} wrote some of it: ask somebody else.`)
    return name
  })
}

function refuse(problem: string): AppError {
  return new AppError('VALIDATION', problem, { fields: { userIds: problem } })
}
