import type { Transaction } from '@/lib/db/transaction'
import { personOf } from '@/lib/schemas/actor'
import type { NotificationKind } from '@/lib/schemas/changes/inbox'
import { type Actor, userIdOf } from '@/lib/services/actor'
import { type AuditEntry, recordAudit } from '@/lib/services/audit/record/record-audit'
import { recordEvent } from '@/lib/services/discussion/events/record-event'
import { notify } from '@/lib/services/inbox/notices/notify'

type What = 'created' | 'edited' | 'changed' | 'asked' | 'reviewed' | 'dismissed' | 'merged' | 'bypassed'
type Detail = Record<string, string | number | boolean | string[]>

type More = Pick<AuditEntry, 'before' | 'after'> & {
  /** What people wrote, for the timeline alone. */
  said?: Detail
}

/** What a change request edits, by ids. */
export function toEdited(edited: { modules: string[]; policies?: string[]; querySets?: string[] }): Detail {
  return Object.fromEntries(Object.entries(edited).filter(([, ids]) => ids.length > 0))
}

/** What an entry says of an edit that was taken out. */
const TAKEN_OUT = ['removed', 'removedPolicy', 'removedQuerySet']

/**
 * Writes what happened to a change request into the audit log and into its timeline, and tells who should see it.
 */
export async function auditChange(
  tx: Transaction,
  actor: Actor,
  what: What,
  number: number,
  detail: Detail = {},
  { said = {}, before, after }: More = {},
): Promise<void> {
  const fields = { ...(before ? { before } : {}), ...(after ? { after } : {}) }
  await recordAudit(tx, actor, { action: `changeRequest.${what}`, target: `#${number}`, detail, ...fields })
  await recordEvent(tx, actor, { number, kind: what, detail: { ...detail, ...said } })
  const kinds = await findTold(tx, actor, what, number, detail)
  await notify(tx, actor, kinds, { number, moduleId: null, threadId: null })
}

/** A verdict and the end of a request are its author’s to know; a change of its edits, who has reviewed it. */
async function findTold(
  tx: Transaction,
  actor: Actor,
  what: What,
  number: number,
  detail: Detail,
): Promise<Map<string, NotificationKind>> {
  const { workspaceId } = actor
  const isEdited = what === 'edited' || (what === 'changed' && TAKEN_OUT.some((field) => field in detail))
  if (isEdited) {
    const reviews = await tx.changeReview.findMany({ where: { workspaceId, number }, select: { reviewerId: true } })
    const reviewers = reviews.map(({ reviewerId }) => reviewerId)
    // who has not looked yet is not told of each save
    const known = await tx.notification.findMany({
      where: { workspaceId, number, userId: { in: reviewers }, kind: 'edited', readAt: null },
      select: { userId: true },
    })
    const waiting = new Set(known.map(({ userId }) => userId))
    return new Map(reviewers.filter((userId) => !waiting.has(userId)).map((userId) => [userId, 'edited']))
  }
  const kind = kindOf(what, detail)
  if (kind === null) return new Map()
  const request = await tx.changeRequest.findUnique({
    where: { workspaceId_number: { workspaceId, number } },
    select: { author: true },
  })
  const authorId = request && personOf(request.author)
  return authorId && authorId !== userIdOf(actor) ? new Map([[authorId, kind]]) : new Map()
}

function kindOf(what: What, detail: Detail): NotificationKind | null {
  if (what === 'reviewed' && detail.verdict !== 'none') return 'verdict'
  if (what === 'merged') return 'merged'
  return what === 'changed' && detail.status === 'closed' ? 'closed' : null
}
