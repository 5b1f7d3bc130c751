import type { Transaction } from './transaction'

/**
 * First statement of every transaction that changes what retrieval can see. Its row lock makes such transactions of one
 * workspace follow one another, so that statistics and release stay right and none can deadlock.
 */
export async function bumpRevision(tx: Transaction, workspaceId: string) {
  return tx.workspaceState.update({
    where: { workspaceId },
    data: { revision: { increment: 1 } },
    select: { revision: true, keptNoise: true },
  })
}
