import { prisma } from '@/lib/db/client'
import { callerOfAuthor } from './conversation-access'

/** Whose usage a call for a conversation counts as, where nobody waits for it: its author's. */
export async function readPayer(where: { workspaceId: string; conversationId: string }) {
  const { workspaceId, conversationId: id } = where
  const conversation = await prisma.conversation.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { authorId: true },
  })
  return callerOfAuthor(conversation?.authorId ?? 'system')
}
