import { prisma } from '@/lib/db/client'
import { queueJob } from './queue-job'

/**
 * Has the vectors made that the messages of a conversation lack, or those of all; nothing where messages are not embedded.
 * It never rejects: what is lost is made up for after the next answer.
 */
export async function queueMessages(workspaceId: string, conversationId?: string): Promise<void> {
  try {
    const embeds = { workspaceId, status: 'active', embedsMessages: true }
    const index = await prisma.embeddingIndex.findFirst({ where: embeds, select: { id: true } })
    if (!index) return
  } catch {
    return
  }
  const payload = { workspaceId, ...(conversationId === undefined ? {} : { conversationId }) }
  await queueJob('embed-messages', payload, { singletonKey: conversationId ?? 'all' })
}
