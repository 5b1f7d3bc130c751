import type { Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import type { EventKind } from '@/lib/schemas/changes/discussion'
import { type Actor, whoOf } from '@/lib/services/actor'

/** Writes into the timeline of a change request, in the transaction of what happened. */
export async function recordEvent(
  tx: Pick<Transaction, 'changeEvent'>,
  actor: Actor,
  event: { number: number; kind: EventKind; detail: Prisma.InputJsonObject },
): Promise<void> {
  await tx.changeEvent.create({
    data: { workspaceId: actor.workspaceId, ...event, actor: whoOf(actor) },
    select: { number: true },
  })
}
