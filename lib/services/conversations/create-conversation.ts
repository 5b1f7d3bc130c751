import { prisma } from '@/lib/db/client'
import { newId } from '@/lib/new-id'
import { conversationSchema, createConversationSchema } from '@/lib/schemas/conversations/conversation'
import { authorIdOf, CONVERSATION_SELECT, toConversation } from '@/lib/services/access/conversation-access'
import { requireProfile } from '@/lib/services/profiles/rows/profile-access'
import { verb } from '@/lib/services/verb'
import { queueEndTemporary } from './end-temporary'

const UNTITLED = 'New conversation'

/** An empty conversation, private to who makes it. @throws AppError NOT_FOUND for an unknown profile. */
export const createConversation = verb({
  name: 'createConversation',
  scope: 'compose',
  effect: 'write',
  input: createConversationSchema,
  output: conversationSchema,
  run: async ({ actor, workspaceId }, { title = UNTITLED, profileId, isTemporary }) => {
    if (profileId) await requireProfile(prisma, actor, profileId)
    const row = await prisma.conversation.create({
      data: { workspaceId, id: newId('cnv'), title, profileId, isTemporary, authorId: authorIdOf(actor) },
      select: CONVERSATION_SELECT,
    })
    if (row.isTemporary) await queueEndTemporary(workspaceId)
    return toConversation(row, actor)
  },
})
