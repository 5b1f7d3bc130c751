import type { Transaction } from '@/lib/db/transaction'
import type { NotificationKind } from '@/lib/schemas/changes/inbox'
import { type Actor, userIdOf } from '@/lib/services/actor'
import { auditChange } from '@/lib/services/change-requests/record/audit-change'
import { notify } from '@/lib/services/inbox/notices/notify'
import { isMet } from '@/lib/services/review/rules/evaluate-rules'
import { readRules } from '@/lib/services/review/rules/read-rules'
import { findReviews } from './find-reviews'

/**
 * Asks those for a review whom a rule that waits names, each once for a request. Whoever owns a rule by their role alone is
 * suggested, not asked. Call it in the transaction that changed what the rules see.
 */
export async function askOwners(tx: Transaction, actor: Actor, number: number): Promise<void> {
  const { workspaceId } = actor
  const rules = await readRules(tx, workspaceId)
  const named = new Map(rules.map(({ id, memberIds }) => [id, new Set(memberIds)]))
  if (![...named.values()].some(({ size }) => size > 0)) return
  const { review, needs } = await findReviews(tx, workspaceId, number)
  if (review !== 'required') return
  const waiting = needs.filter((need) => !isMet(need))
  const owners = new Map(
    waiting.flatMap(({ ruleId, mayApprove }) =>
      mayApprove
        .filter(({ userId }) => named.get(ruleId)?.has(userId))
        .map(({ userId, name }) => [userId, name] as const),
    ),
  )
  const asked = await tx.notification.findMany({
    where: { workspaceId, number, kind: 'asked', userId: { in: [...owners.keys()] } },
    select: { userId: true },
  })
  for (const { userId } of asked) owners.delete(userId)
  owners.delete(userIdOf(actor) ?? '')
  if (owners.size === 0) return
  const detail = { reviewers: [...owners.values()], by: 'rules' }
  await auditChange(tx, actor, 'asked', number, detail)
  const kinds = new Map([...owners.keys()].map((userId): [string, NotificationKind] => [userId, 'asked']))
  await notify(tx, actor, kinds, { number, moduleId: null, threadId: null })
}
