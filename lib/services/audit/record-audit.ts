import type { Prisma } from '@/lib/db/generated/client'
import { type Actor, userIdOf } from '@/lib/services/actor'
import { newId } from '@/lib/services/new-id'

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
