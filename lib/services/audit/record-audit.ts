import type { Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { newId } from '@/lib/new-id'
import { type Actor, userIdOf } from '@/lib/services/actor'

type AuditEntry = {
  /** `entity.verb` in the past tense, e.g. `module.published`. */
  action: string
  /** Id of what it happened to. */
  target?: string
  /** Facts worth keeping; nothing secret, no content. */
  detail?: Prisma.InputJsonObject
}

/** Call it with the transaction of the change itself, so that neither is there without the other. */
export async function recordAudit(
  tx: Pick<Prisma.TransactionClient, 'auditEvent'>,
  actor: Actor,
  entry: AuditEntry,
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      workspaceId: actor.workspaceId,
      id: newId('evt'),
      actorKind: actor.kind,
      actorId: actor.kind === 'apiKey' ? actor.keyId : userIdOf(actor),
      actorName: actor.name,
      action: entry.action,
      target: entry.target ?? null,
      detail: entry.detail ?? {},
    },
    select: { id: true },
  })
}

/**
 * For what is done in several transactions: the entry of this actor, action and target is written once and told anew each
 * time. Call it with a lock on the target, as `recordAudit` with the transaction of the change.
 *
 * @param toDetail makes the detail from the one before, undefined the first time
 */
export async function continueAudit(
  tx: Transaction,
  actor: Actor,
  entry: { action: string; target: string },
  toDetail: (before: Record<string, unknown> | undefined) => Prisma.InputJsonObject,
): Promise<void> {
  const actorId = actor.kind === 'apiKey' ? actor.keyId : userIdOf(actor)
  const known = await tx.auditEvent.findFirst({
    where: { workspaceId: actor.workspaceId, ...entry, actorId },
    orderBy: { id: 'desc' },
    select: { id: true, detail: true },
  })
  if (!known) return recordAudit(tx, actor, { ...entry, detail: toDetail(undefined) })
  await tx.auditEvent.update({
    where: { workspaceId_id: { workspaceId: actor.workspaceId, id: known.id } },
    data: { detail: toDetail(known.detail as Record<string, unknown>) },
    select: { id: true },
  })
}
