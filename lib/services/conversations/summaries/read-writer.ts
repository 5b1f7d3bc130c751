import { prisma } from '@/lib/db/client'

/** The chat model that writes the summaries of a workspace's conversations; null: they are made of their own sentences. */
export async function readWriter(workspaceId: string): Promise<string | null> {
  const state = await prisma.workspaceState.findUnique({
    where: { workspaceId },
    select: { summaryModel: true, summarizesConversations: true },
  })
  return state?.summarizesConversations ? state.summaryModel : null
}
