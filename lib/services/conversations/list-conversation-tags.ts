import { prisma } from '@/lib/db/client'
import { conversationTagsSchema, listConversationTagsSchema } from '@/lib/schemas/conversations/conversation'
import { visibleTo } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'

/** The tags of the conversations that the actor may read, archived ones too, with how many each has. */
export const listConversationTags = verb({
  name: 'listConversationTags',
  scope: 'read',
  effect: 'read',
  input: listConversationTagsSchema,
  output: conversationTagsSchema,
  run: async ({ actor }) => {
    const rows = await prisma.conversation.findMany({
      where: { AND: [visibleTo(actor), { isTemporary: false, tags: { isEmpty: false } }] },
      select: { tags: true },
    })
    const counts = new Map<string, number>()
    for (const tag of rows.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    const items = [...counts].map(([tag, conversations]) => ({ tag, conversations }))
    return { items: items.toSorted((a, b) => a.tag.localeCompare(b.tag, 'en')) }
  },
})
