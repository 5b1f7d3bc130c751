import { prisma } from '@/lib/db/client'
import { conversationBranchesSchema, getConversationSchema } from '@/lib/schemas/conversations/conversation'
import { requireConversation, visibleTo } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'

/** The origin and the branches of a conversation, as far as the actor may read them. @throws AppError NOT_FOUND. */
export const listBranches = verb({
  name: 'listBranches',
  scope: 'read',
  effect: 'read',
  input: getConversationSchema,
  output: conversationBranchesSchema,
  run: async ({ actor, workspaceId }, { id }) => {
    await requireConversation(prisma, actor, id, 'read')
    const own = await prisma.conversation.findUniqueOrThrow({
      where: { workspaceId_id: { workspaceId, id } },
      select: { branchedFromId: true, branchedAtId: true },
    })
    const origin =
      own.branchedFromId === null
        ? null
        : await prisma.conversation.findFirst({
            where: { ...visibleTo(actor), id: own.branchedFromId },
            select: { id: true, title: true },
          })
    const branches = await prisma.conversation.findMany({
      where: { AND: [visibleTo(actor), { branchedFromId: id }] },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: { id: true, title: true, branchedAtId: true },
    })
    return {
      origin: origin && { ...origin, messageId: own.branchedAtId },
      branches: branches.map(({ branchedAtId: messageId, ...branch }) => ({ ...branch, messageId })),
    }
  },
})
