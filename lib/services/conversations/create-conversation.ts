import { prisma } from '@/lib/db/client'
import { type ConversationDto, createConversationSchema } from '@/lib/schemas/conversation'
import { type Actor, authorize } from '@/lib/services/actor'
import { newId } from '@/lib/services/new-id'
import { parseInput } from '@/lib/services/parse-input'
import { getProfile } from '@/lib/services/profiles/get-profile'
import { authorIdOf, CONVERSATION_SELECT, toConversation } from './find-conversation'

const UNTITLED = 'New conversation'

/** An empty conversation, private to who makes it. @throws AppError NOT_FOUND for an unknown profile. */
export async function createConversation(actor: Actor, input: unknown): Promise<ConversationDto> {
  const { workspaceId } = authorize(actor, 'compose')
  const { title = UNTITLED, profileId } = parseInput(createConversationSchema, input)
  if (profileId) await getProfile(actor, { id: profileId })
  const row = await prisma.conversation.create({
    data: { workspaceId, id: newId('cnv'), title, profileId, authorId: authorIdOf(actor) },
    select: CONVERSATION_SELECT,
  })
  return toConversation(row, actor)
}
