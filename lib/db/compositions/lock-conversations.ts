import type { Transaction } from '@/lib/db/transaction'

/**
 * Holds conversations until the transaction ends: nobody else adds to them, changes or deletes them. Call it before anything
 * of theirs is changed: whoever waits for a conversation then holds nothing that somebody else waits for.
 */
export async function lockConversations(tx: Transaction, workspaceId: string, ids: string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT "id" FROM "Conversation" WHERE "workspaceId" = ${workspaceId} AND "id" = ANY(${ids})
    ORDER BY "id" FOR UPDATE`
}
