import type { Prisma } from '@/lib/db/generated/client'
import { inBatches, ROWS_AT_ONCE } from '@/lib/db/in-batches'
import type { Transaction } from '@/lib/db/transaction'
import { newId } from '@/lib/new-id'
import { type Actor, whoOf } from '@/lib/services/actor'
import { findChanges } from './find-changes'

export type AuditEntry = {
  /** `entity.verb` in the past tense, e.g. `module.published`. */
  action: string
  /** Id of what it happened to. */
  target?: string
  /** Fields before and after it, of which those are kept that differ. Nothing secret, no content, nothing about people. */
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  /** Other facts worth keeping, under the same rule. */
  detail?: Prisma.InputJsonObject
}

/** Call it with the transaction of the change itself, so that neither is there without the other. */
export async function recordAudit(
  tx: Pick<Prisma.TransactionClient, 'auditEvent'>,
  actor: Actor,
  entry: AuditEntry,
): Promise<void> {
  await createEvent(tx, actor, entry, null)
}

/** `recordAudit` for many at once. */
export async function recordAudits(
  tx: Pick<Prisma.TransactionClient, 'auditEvent'>,
  actor: Actor,
  entries: AuditEntry[],
): Promise<void> {
  for (const batch of inBatches(entries, ROWS_AT_ONCE)) {
    await tx.auditEvent.createMany({ data: batch.map((entry) => toEvent(actor, entry, null)) })
  }
}

/**
 * For what is done in several transactions: each writes an entry that continues the one before it by this actor, action and
 * target, so that the log shows one. Call it with a lock on the target, as `recordAudit` with the transaction of the change.
 *
 * @param toDetail makes the detail from the one before, undefined the first time
 */
export async function continueAudit(
  tx: Transaction,
  actor: Actor,
  entry: { action: string; target: string },
  toDetail: (before: Record<string, unknown> | undefined) => Prisma.InputJsonObject,
): Promise<void> {
  const known = await tx.auditEvent.findFirst({
    where: { workspaceId: actor.workspaceId, ...entry, actorId: whoOf(actor).id },
    // without a place yet: written by this transaction
    orderBy: { sequence: { sort: 'desc', nulls: 'first' } },
    select: { id: true, detail: true },
  })
  const detail = toDetail(known ? (known.detail as Record<string, unknown>) : undefined)
  await createEvent(tx, actor, { ...entry, detail }, known?.id ?? null)
}

async function createEvent(
  tx: Pick<Prisma.TransactionClient, 'auditEvent'>,
  actor: Actor,
  entry: AuditEntry,
  continuesId: string | null,
): Promise<void> {
  await tx.auditEvent.create({ data: toEvent(actor, entry, continuesId), select: { id: true } })
}

function toEvent(actor: Actor, { action, target, detail, before, after }: AuditEntry, continuesId: string | null) {
  const { kind: actorKind, id: actorId, name: actorName } = whoOf(actor)
  return {
    workspaceId: actor.workspaceId,
    id: newId('evt'),
    ...{ actorKind, actorId, actorName },
    action,
    target: target ?? null,
    detail: detail ?? {},
    changes: findChanges(before, after),
    address: actor.origin?.address ?? null,
    requestId: actor.origin?.requestId ?? null,
    continuesId,
  }
}
