import type { Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { eraseCompositions } from './erase-compositions'
import { lockConversations } from './lock-conversations'

/** How many rows went, per store. */
export type Erased = {
  conversations: number
  messages: number
  summaries: number
  messageVectors: number
  images: number
  compositions: number
}

/**
 * Deletes conversations for good, with their messages, their summaries and the compositions that quote them.
 * @param due what they have to be for that, looked at once nobody can change them any more
 */
export async function eraseConversations(
  tx: Transaction,
  workspaceId: string,
  named: string[],
  due: Prisma.ConversationWhereInput = {},
): Promise<Erased> {
  // what is being stored of them is there before, or finds them gone
  await lockConversations(tx, workspaceId, named)
  const still = await tx.conversation.findMany({
    where: { AND: [{ workspaceId, id: { in: named } }, due] },
    select: { id: true },
  })
  const ids = still.map(({ id }) => id)
  const inThem = { workspaceId, conversationId: { in: ids } }
  const compositions = await eraseCompositions(tx, inThem)
  const vectors = await tx.messageEmbedding.deleteMany({ where: inThem })
  const images = await tx.messageImage.deleteMany({ where: inThem })
  const messages = await tx.conversationMessage.deleteMany({ where: inThem })
  const summaries = await tx.conversationSummary.deleteMany({ where: inThem })
  const conversations = await tx.conversation.deleteMany({ where: { workspaceId, id: { in: ids } } })
  return {
    conversations: conversations.count,
    messages: messages.count,
    summaries: summaries.count,
    messageVectors: vectors.count,
    images: images.count,
    compositions,
  }
}
